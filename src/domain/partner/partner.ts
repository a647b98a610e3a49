import type { Terms } from "../catalogue/terms.js";
import type { Developer } from "../developer/developer.js";
import { refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Born, Id } from "../id.js";
import type { Operator } from "../operator.js";
import {
  type CompanyDetails,
  type CompanyDetailsChanges,
  changedCompanyDetails,
  isCompanyComplete,
  noCompanyDetails,
} from "./company-details.js";
import { successionOf } from "./departure.js";
import {
  currentProof,
  type DomainEvidence,
  type DomainProofState,
  lookedUp,
  proven,
  withProof,
} from "./domain-proof.js";
import { emailDomain } from "./email-domain.js";
import type { PartnerEvent } from "./events.js";
import { type Newcomer, remembering } from "./former-members.js";
import {
  assertMayBeSent,
  forgotten,
  type InvitationState,
  invitedAddress,
  isOpenFor,
  newInvitation,
  resent,
  withdrawn,
} from "./invitation.js";
import { arrivalOf, type JoiningPolicy, type JoinRequestState, joinRequestOf } from "./joining.js";
import { type MemberRole, type MemberState, memberOf, withoutMember, withRole } from "./members.js";
import { missingRequirements } from "./registration-requirements.js";
import { type Reviewer, reviewerOf } from "./reviewer.js";
import { assertNotSuspended, operatorsReason, type Suspension, withAppointed } from "./standing.js";

export type { JoiningPolicy, MemberRole, MemberState };

export interface PartnerState {
  readonly id: Id<"prt">;
  readonly domains: readonly string[];
  readonly details: CompanyDetails;
  /** R38. */
  readonly joiningPolicy: JoiningPolicy;
  /** What is proposed to the ADMINs since they removed somebody for cause; null once they have chosen (R38). */
  readonly proposedJoiningPolicy: JoiningPolicy | null;
  /** R37: null while operators have not suspended it. */
  readonly suspension: Suspension | null;
  /** Those that the command is about, and every ADMIN; never a whole company of thousands. */
  readonly members: readonly MemberState[];
  /** Those that the command is about. */
  readonly invitations: readonly InvitationState[];
  /** Those that the command is about. */
  readonly joinRequests: readonly JoinRequestState[];
  /** R9: by keyed hashes of their addresses, removed members whose accounts are gone; those that the command is about. */
  readonly formerAddressHashes: readonly string[];
  /** R38: all of them where a command is about one; else none. */
  readonly domainProofs: readonly DomainProofState[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

declare const proof: unique symbol;

/** Proof that a developer is a member of the partner. Only `Partner` hands it out. */
export interface Member {
  readonly partnerId: Id<"prt">;
  readonly developerId: Id<"dev">;
  readonly role: MemberRole;
  readonly [proof]: "member";
}

/** Proof that a developer is no longer a member of the partner. Only `Partner` hands it out. */
export interface FormerMember {
  readonly partnerId: Id<"prt">;
  readonly developerId: Id<"dev">;
  readonly [proof]: "former member";
}

/** Proof that a member meets everything that registering an application needs (R10). */
export interface ReadyMember extends Member {
  readonly isReady: true;
}

/** Who is to be invited: the developer is known when the address belongs to one. */
export interface Invitee {
  readonly email: string;
  readonly developerId: Id<"dev"> | null;
}

/** How many members and applications a company has, those of whoever leaves included. */
export interface LeftBehind {
  readonly members: number;
  readonly applications: number;
}

/** A company, known by the e-mail domains of its developers. */
export class Partner {
  readonly events = new EventLog<PartnerEvent>();

  private dissolved = false;

  private constructor(private current: PartnerState) {}

  static fromState(state: PartnerState): Partner {
    return new Partner(state);
  }

  /** R3: the first developer of a domain founds the partner and is its ADMIN. */
  static found(id: Id<"prt">, founder: Developer, now: Date): Partner {
    const domain = emailDomain(founder.state.email);
    const partner = new Partner({
      id,
      domains: [domain],
      details: noCompanyDetails,
      joiningPolicy: "OPEN",
      proposedJoiningPolicy: null,
      suspension: null,
      members: [{ developerId: founder.id, role: "ADMIN", joinedAt: now }],
      invitations: [],
      joinRequests: [],
      formerAddressHashes: [],
      domainProofs: [],
      createdAt: now,
      updatedAt: now,
    });
    partner.events.record({ type: "PartnerFounded", partnerId: id, developerId: founder.id, domain });
    return partner;
  }

  get state(): PartnerState {
    return this.current;
  }

  get id(): Id<"prt"> {
    return this.current.id;
  }

  get isDissolved(): boolean {
    return this.dissolved;
  }

  /**
   * R2, R3: a later developer of one of the domains joins as MEMBER, or as ADMIN where there is none (R8). An invitation
   * to them is accepted by it (R7), and their request is done with.
   */
  join(developer: Developer, now: Date): void {
    if (!this.current.domains.includes(emailDomain(developer.state.email))) {
      refuse("NOT_A_MEMBER", "The developer's e-mail domain does not belong to this partner.");
    }
    if (this.current.members.some((member) => member.developerId === developer.id)) return;
    this.add(developer.id, now);
    const invitations = this.current.invitations.map((invitation) =>
      isOpenFor(invitation, developer.state.email, now) ? { ...invitation, acceptedAt: now } : invitation,
    );
    this.current = { ...this.current, invitations };
    this.events.record({ type: "MemberJoined", partnerId: this.id, developerId: developer.id });
  }

  /** Somebody with an address at one of the domains joins, asks to, or neither (R3, R7, R9, R38). */
  admit(newcomer: Newcomer, now: Date): void {
    const { developer } = newcomer;
    const arrival = arrivalOf(newcomer, this.current, now);
    if (arrival === "JOINS") this.join(developer, now);
    if (arrival === "REQUESTS") this.receiveRequest(developer.id, now);
  }

  /** R38. Throws NOT_AN_ADMIN. */
  chooseJoiningPolicy(by: Member, policy: JoiningPolicy, now: Date): void {
    this.assertAdmin(by, "choose how colleagues join");
    const { joiningPolicy, proposedJoiningPolicy } = this.current;
    if (policy === joiningPolicy && !proposedJoiningPolicy) return;
    this.current = {
      ...this.current,
      joiningPolicy: policy,
      proposedJoiningPolicy: null,
      updatedAt: now,
    };
    this.events.record({ type: "JoiningPolicyChosen", partnerId: this.id, policy });
  }

  /** R38: also when it was declined before. For a member, nothing changes. Throws NOT_AN_ADMIN, NOT_FOUND. */
  acceptJoinRequest(by: Member, developerId: Id<"dev">, now: Date): void {
    this.assertAdmin(by, "let colleagues in");
    if (this.current.members.some((member) => member.developerId === developerId)) return;
    joinRequestOf(this.current.joinRequests, developerId);
    this.add(developerId, now);
    this.events.record({ type: "JoinRequestAccepted", partnerId: this.id, developerId });
  }

  /** R38. Declining again changes nothing. Throws NOT_AN_ADMIN, NOT_FOUND. */
  declineJoinRequest(by: Member, developerId: Id<"dev">, now: Date): void {
    this.assertAdmin(by, "decline join requests");
    const request = joinRequestOf(this.current.joinRequests, developerId);
    if (request.declinedAt) return;
    const declined = { ...request, declinedAt: now };
    const joinRequests = this.current.joinRequests.map((other) => (other === request ? declined : other));
    this.current = { ...this.current, joinRequests };
    this.events.record({ type: "JoinRequestDeclined", partnerId: this.id, developerId });
  }

  /** R38: the record is looked for now; null when there is nothing to look for. Throws NOT_AN_ADMIN, LIMIT_REACHED. */
  lookUpDomain(by: Member, domain: string, now: Date): DomainProofState | null {
    this.assertAdmin(by, "prove its domains");
    const proof = currentProof(this.current.domainProofs, domain, now);
    if (!proof || proof.provenAt) return null;
    return this.replaceProof(proof, lookedUp(proof, now));
  }

  /** R38: what is to be published; the same until it is proven or its time is over. Throws NOT_AN_ADMIN, LIMIT_REACHED. */
  beginDomainProof(
    by: Member,
    wanted: Pick<DomainProofState, "domain" | "challenge">,
    now: Date,
  ): DomainProofState {
    this.assertAdmin(by, "prove its domains");
    const begun = currentProof(this.current.domainProofs, wanted.domain, now);
    if (begun) return begun;
    const domainProofs = withProof(this.current.domainProofs, wanted, now);
    this.current = { ...this.current, domainProofs };
    this.events.record({ type: "DomainProofBegun", partnerId: this.id, domain: wanted.domain });
    return this.proofOf(wanted.domain, now);
  }

  /**
   * R38: the domain is the partner's from then on, if it was not before. Again changes nothing. Throws NOT_AN_ADMIN,
   * NOT_FOUND, DOMAIN_NOT_PROVEN, DOMAIN_TAKEN.
   */
  proveDomain(by: Member, domain: string, evidence: DomainEvidence, now: Date): DomainProofState {
    this.assertAdmin(by, "prove its domains");
    const proof = this.proofOf(domain, now);
    if (proof.provenAt) return proof;
    const done = this.replaceProof(proof, proven(proof, evidence, now));
    const { domains } = this.current;
    const isNew = !domains.includes(domain);
    this.current = { ...this.current, domains: isNew ? [...domains, domain] : domains, updatedAt: now };
    this.events.record({ type: "DomainProven", partnerId: this.id, domain, isNew });
    return done;
  }

  /** They ask to join, and were never a member. The partner must have been loaded with this developer among those concerned. */
  isAwaited(developerId: Id<"dev">): boolean {
    const request = this.current.joinRequests.find((each) => each.developerId === developerId);
    return request !== undefined && !request.declinedAt;
  }

  /** R9: who was removed and deletes their account now does not get round the removal by registering anew. */
  rememberFormerMember(addressHashes: readonly string[]): void {
    const formerAddressHashes = remembering(this.current.formerAddressHashes, addressHashes);
    if (formerAddressHashes === this.current.formerAddressHashes) return;
    this.current = { ...this.current, formerAddressHashes };
    this.events.record({ type: "FormerMemberRemembered", partnerId: this.id });
  }

  /** Throws NOT_A_MEMBER. */
  member(developerId: Id<"dev">, path?: readonly string[]): Member {
    const { role } = memberOf(this.current.members, developerId, path);
    return { partnerId: this.id, developerId, role } as Member;
  }

  /** Null for a member. The partner must have been loaded with this developer among those concerned. */
  formerMember(developerId: Id<"dev">): FormerMember | null {
    if (this.current.members.some((member) => member.developerId === developerId)) return null;
    return { partnerId: this.id, developerId } as FormerMember;
  }

  /** R17, R37. The partner must have been loaded with the operator among those concerned. Throws OWN_PARTNER. */
  reviewer(by: Operator, email: string, leftAt: Date | null, path?: readonly string[]): Reviewer {
    return reviewerOf(this.current, by, { email, leftAt }, path);
  }

  /** R37: everything of the company stops until it is resumed. Again changes nothing. Throws INVALID. */
  suspend(_by: Reviewer, reason: string, now: Date): void {
    const text = operatorsReason(reason);
    if (this.current.suspension) return;
    this.current = { ...this.current, suspension: { at: now, reason: text }, updatedAt: now };
    this.events.record({ type: "PartnerSuspended", partnerId: this.id, reason: text, at: now });
  }

  /** R37: exactly what worked before works again. Again changes nothing. Throws INVALID. */
  resume(_by: Reviewer, reason: string, now: Date): void {
    const text = operatorsReason(reason);
    if (!this.current.suspension) return;
    this.current = { ...this.current, suspension: null, updatedAt: now };
    this.events.record({ type: "PartnerResumed", partnerId: this.id, reason: text, at: now });
  }

  /**
   * R37: also of a company that is suspended, and also somebody who was removed (R9). Again changes nothing. The partner
   * must have been loaded with them among those concerned. Throws INVALID, NOT_A_MEMBER.
   */
  appointAdmin(_by: Reviewer, developer: Developer, reason: string, now: Date): void {
    const text = operatorsReason(reason);
    const members = withAppointed(this.current, developer, now);
    if (members === this.current.members) return;
    const { id: developerId } = developer;
    const joinRequests = this.current.joinRequests.filter((each) => each.developerId !== developerId);
    this.current = { ...this.current, members, joinRequests, updatedAt: now };
    this.events.record({ type: "AdminAppointed", partnerId: this.id, developerId, reason: text, at: now });
  }

  /** R10, R37. Throws NOT_READY_TO_REGISTER with everything that is missing, PARTNER_SUSPENDED. */
  readyMember(developer: Developer, currentTerms: Terms | null): ReadyMember {
    this.assertNotSuspended();
    const member = this.member(developer.id);
    const { profile, termsAcceptance } = developer.state;
    const company = this.current.details;
    const missing = missingRequirements({ isMember: true, profile, termsAcceptance, currentTerms, company });
    if (missing.length > 0) {
      const message = `Before registering an application you still need: ${missing.join(", ")}.`;
      refuse("NOT_READY_TO_REGISTER", message, [], { missing });
    }
    return { ...member, isReady: true };
  }

  /** R6: any member while incomplete, an ADMIN once complete. Throws NOT_AN_ADMIN, INVALID. */
  updateCompanyDetails(by: Member, changes: CompanyDetailsChanges, now: Date): void {
    this.assertOwn(by);
    if (isCompanyComplete(this.current.details) && by.role !== "ADMIN") {
      refuse(
        "NOT_AN_ADMIN",
        "The company details are complete; only an ADMIN of your company may change them.",
      );
    }
    const details = changedCompanyDetails(this.current.details, changes);
    if (JSON.stringify(details) === JSON.stringify(this.current.details)) return;
    this.current = { ...this.current, details, updatedAt: now };
    this.events.record({ type: "CompanyDetailsUpdated", partnerId: this.id });
  }

  /** R2: a member may move to any address at the company's domains. Throws DIFFERENT_EMAIL_DOMAIN, PARTNER_SUSPENDED. */
  assertMayMove(by: Member, email: string): void {
    this.assertOwn(by);
    if (this.current.domains.includes(emailDomain(email))) return;
    const message = `You can move to an address at ${this.current.domains.join(" or ")} only.`;
    refuse("DIFFERENT_EMAIL_DOMAIN", message, ["email"]);
  }

  /** R7. Gives the new invitation's id. Throws INVALID, DIFFERENT_EMAIL_DOMAIN, ALREADY_A_MEMBER, ALREADY_INVITED, LIMIT_REACHED. */
  invite(by: Member, invitee: Invitee, mailsOfMember: number, { id, now }: Born<"inv">): Id<"inv"> {
    this.assertOwn(by);
    const email = invitedAddress(invitee.email, this.current.domains);
    if (this.current.members.some(({ developerId }) => developerId === invitee.developerId)) {
      refuse("ALREADY_A_MEMBER", "This address already belongs to a member of your company.", ["email"]);
    }
    const earlier = this.current.invitations.filter((invitation) => invitation.email === email);
    if (earlier.some((invitation) => isOpenFor(invitation, email, now))) {
      refuse("ALREADY_INVITED", "This address has already been invited; you can send the invitation again.", [
        "email",
      ]);
    }
    assertMayBeSent(earlier, mailsOfMember, ["email"], now);
    const invitation = newInvitation(id, email, by.developerId, now);
    this.current = { ...this.current, invitations: [...this.current.invitations, invitation] };
    this.events.record({ type: "InvitationSent", partnerId: this.id, invitationId: id, count: 1 });
    return id;
  }

  /** R7. Throws NOT_FOUND, ALREADY_A_MEMBER, INVALID, LIMIT_REACHED. */
  resendInvitation(by: Member, invitationId: Id<"inv">, mailsOfMember: number, now: Date): void {
    this.assertOwn(by);
    const invitation = this.invitation(invitationId);
    const again = resent(invitation, by.developerId, now);
    const toAddress = this.current.invitations.filter(({ email }) => email === invitation.email);
    assertMayBeSent(toAddress, mailsOfMember, ["invitationId"], now);
    this.replaceInvitation(invitation, again);
    const count = again.sendings.length;
    this.events.record({ type: "InvitationSent", partnerId: this.id, invitationId, count });
  }

  /** R7. Withdrawing again changes nothing. Throws NOT_FOUND, ALREADY_A_MEMBER. */
  withdrawInvitation(by: Member, invitationId: Id<"inv">, now: Date): void {
    this.assertOwn(by);
    const invitation = this.invitation(invitationId);
    const next = withdrawn(invitation, now);
    if (next === invitation) return;
    this.replaceInvitation(invitation, next);
    this.events.record({ type: "InvitationWithdrawn", partnerId: this.id, invitationId });
  }

  /** R8. Throws NOT_AN_ADMIN, NOT_A_MEMBER, LAST_ADMIN. */
  changeMemberRole(by: Member, developerId: Id<"dev">, role: MemberRole, now: Date): void {
    this.assertAdmin(by, "change roles");
    const members = withRole(this.current.members, developerId, role);
    if (members === this.current.members) return;
    this.current = { ...this.current, members, updatedAt: now };
    this.events.record({ type: "MemberRoleChanged", partnerId: this.id, developerId, role });
  }

  /**
   * R8, R9: an ADMIN removes anyone, members themselves. After a removal for cause, an open company is proposed to ask
   * for consent from now on (R38). Throws NOT_AN_ADMIN, NOT_A_MEMBER, LAST_ADMIN.
   */
  removeMember(by: Member, developerId: Id<"dev">, now: Date, isForCause = false): FormerMember {
    const isOwnWish = by.developerId === developerId;
    // Who leaves takes nothing along that could not be resumed.
    if (isOwnWish) this.assertOfPartner(by);
    else this.assertOwn(by);
    if (by.role !== "ADMIN" && !isOwnWish) {
      refuse("NOT_AN_ADMIN", "Only an ADMIN of your company may remove someone else.");
    }
    const members = withoutMember(this.current.members, developerId);
    const proposesConsent = isForCause && !isOwnWish && this.current.joiningPolicy === "OPEN";
    this.current = {
      ...this.current,
      members,
      ...(proposesConsent && { proposedJoiningPolicy: "CONSENT" }),
      updatedAt: now,
    };
    const event = { partnerId: this.id, developerId, isOwnWish, isForCause: isForCause && !isOwnWish };
    this.events.record({ type: "MemberRemoved", ...event });
    return { partnerId: this.id, developerId } as FormerMember;
  }

  /** R9: the applications whose owner was removed have another one now; those concerned are told. */
  handedOver(former: FormerMember, successor: Member, applicationIds: readonly Id<"app">[], now: Date): void {
    const { developerId } = former;
    const event = {
      partnerId: this.id,
      developerId,
      successorId: successor.developerId,
      applicationIds,
      at: now,
    };
    this.events.record({ type: "ApplicationsHandedOver", ...event });
  }

  /**
   * Leaves with the account, as anybody may leave (R8). Who is alone in the company takes it along, once it has no
   * application left. Gives whose applications are to be handed over; null when nothing is left. Throws LAST_ADMIN,
   * OWNS_APPLICATIONS.
   */
  leaveForGood(by: Member, left: LeftBehind, now: Date): FormerMember | null {
    if (left.members > 1) return this.removeMember(by, by.developerId, now);
    this.assertOwn(by);
    if (left.applications > 0) {
      const [what, them] =
        left.applications === 1 ? ["an application", "it"] : [`${left.applications} applications`, "them"];
      const message = `Your company still has ${what}; delete ${them} first.`;
      refuse("OWNS_APPLICATIONS", message);
    }
    this.dissolve(by.developerId, now);
    return null;
  }

  /**
   * R2: a member whose address is another company's by now goes, whatever they leave behind. The partner must have been
   * loaded with whoever else has been a member longest: with no ADMIN left, they become one (R8). Gives the successor to
   * what is owned (R9); null when nobody is left to take it over, or nothing to be taken over.
   */
  moveAway(by: Member, left: LeftBehind, now: Date): { former: FormerMember; successor: Member } | null {
    this.assertOwn(by);
    const { id: partnerId, members: before } = this.current;
    const { developerId } = by;
    const { members, successorId, isAppointed } = successionOf(before, developerId);
    if (!successorId && left.applications === 0) {
      this.dissolve(developerId, now);
      return null;
    }
    this.current = { ...this.current, members, updatedAt: now };
    this.events.record({ type: "MemberMovedAway", partnerId, developerId, successorId });
    if (!successorId) return null;
    if (isAppointed)
      this.events.record({ type: "MemberRoleChanged", partnerId, developerId: successorId, role: "ADMIN" });
    return { former: { partnerId, developerId } as FormerMember, successor: this.member(successorId) };
  }

  /** The account with this address is deleted: its invitations name nobody from now on, and nobody sends them again. */
  forgetInvitee(email: string, now: Date): void {
    const concerned = this.current.invitations.filter((invitation) => invitation.email === email);
    if (concerned.length === 0) return;
    const invitations = this.current.invitations.map((invitation) =>
      concerned.includes(invitation) ? forgotten(invitation, now) : invitation,
    );
    this.current = { ...this.current, invitations };
    const invitationIds = concerned.map(({ id }) => id);
    this.events.record({ type: "InviteeForgotten", partnerId: this.id, invitationIds });
  }

  /** The account of whoever asked to join is deleted, or is another company's. */
  forgetJoinRequest(developerId: Id<"dev">): void {
    const joinRequests = this.current.joinRequests.filter((each) => each.developerId !== developerId);
    if (joinRequests.length === this.current.joinRequests.length) return;
    this.current = { ...this.current, joinRequests };
    this.events.record({ type: "JoinRequestForgotten", partnerId: this.id, developerId });
  }

  private dissolve(developerId: Id<"dev">, now: Date): void {
    this.current = { ...this.current, members: [], updatedAt: now };
    this.dissolved = true;
    const { id: partnerId, domains } = this.current;
    this.events.record({ type: "PartnerDissolved", partnerId, developerId, domains });
  }

  /** Whom the company has not known as a member before. */
  private receiveRequest(developerId: Id<"dev">, now: Date): void {
    const request: JoinRequestState = { developerId, requestedAt: now, declinedAt: null };
    this.current = { ...this.current, joinRequests: [...this.current.joinRequests, request] };
    const policy = this.current.joiningPolicy;
    this.events.record({ type: "JoinRequested", partnerId: this.id, developerId, policy });
  }

  private add(developerId: Id<"dev">, now: Date): void {
    const { members, joinRequests } = this.current;
    const role = members.some((member) => member.role === "ADMIN") ? "MEMBER" : "ADMIN";
    this.current = {
      ...this.current,
      members: [...members, { developerId, role, joinedAt: now }],
      joinRequests: joinRequests.filter((request) => request.developerId !== developerId),
      updatedAt: now,
    };
  }

  private invitation(invitationId: Id<"inv">): InvitationState {
    const found = this.current.invitations.find(({ id }) => id === invitationId);
    return found ?? refuse("NOT_FOUND", "There is no such invitation.", ["invitationId"]);
  }

  private replaceInvitation(old: InvitationState, next: InvitationState): void {
    const invitations = this.current.invitations.map((other) => (other === old ? next : other));
    this.current = { ...this.current, invitations };
  }

  private proofOf(domain: string, now: Date): DomainProofState {
    const found = currentProof(this.current.domainProofs, domain, now);
    return found ?? refuse("NOT_FOUND", "There is no such proof; please begin anew.", ["domain"]);
  }

  private replaceProof(old: DomainProofState, next: DomainProofState): DomainProofState {
    const domainProofs = this.current.domainProofs.map((other) => (other === old ? next : other));
    this.current = { ...this.current, domainProofs };
    return next;
  }

  private assertAdmin(by: Member, what: string): void {
    this.assertOwn(by);
    if (by.role !== "ADMIN") refuse("NOT_AN_ADMIN", `Only an ADMIN of your company may ${what}.`);
  }

  /** R37: members of a suspended company change nothing of it. */
  private assertOwn(by: Member): void {
    this.assertOfPartner(by);
    this.assertNotSuspended();
  }

  private assertOfPartner(by: Member): void {
    if (by.partnerId !== this.id) refuse("NOT_FOUND", "There is no such partner.");
  }

  private assertNotSuspended(): void {
    assertNotSuspended(this.current.suspension !== null);
  }
}
