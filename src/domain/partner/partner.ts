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
import { emailDomain } from "./email-domain.js";
import type { PartnerEvent } from "./events.js";
import { type Newcomer, remembering, wasMember } from "./former-members.js";
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
import { type MemberRole, type MemberState, memberOf, withoutMember, withRole } from "./members.js";
import { missingRequirements } from "./registration-requirements.js";
import { type Reviewer, reviewerOf } from "./reviewer.js";

export type { MemberRole, MemberState };

export interface PartnerState {
  readonly id: Id<"prt">;
  readonly domains: readonly string[];
  readonly details: CompanyDetails;
  /** Those that the command is about, and every ADMIN; never a whole company of thousands. */
  readonly members: readonly MemberState[];
  /** Those that the command is about. */
  readonly invitations: readonly InvitationState[];
  /** R9: by keyed hashes of their addresses, removed members whose accounts are gone; those that the command is about. */
  readonly formerAddressHashes: readonly string[];
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
      members: [{ developerId: founder.id, role: "ADMIN", joinedAt: now }],
      invitations: [],
      formerAddressHashes: [],
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

  /** R2, R3: a later developer of one of the domains joins as MEMBER; an invitation to them is accepted by it (R7). */
  join(developer: Developer, now: Date): void {
    if (!this.current.domains.includes(emailDomain(developer.state.email))) {
      refuse("NOT_A_MEMBER", "The developer's e-mail domain does not belong to this partner.");
    }
    if (this.current.members.some((member) => member.developerId === developer.id)) return;
    const member: MemberState = { developerId: developer.id, role: "MEMBER", joinedAt: now };
    const invitations = this.current.invitations.map((invitation) =>
      isOpenFor(invitation, developer.state.email, now) ? { ...invitation, acceptedAt: now } : invitation,
    );
    const members = [...this.current.members, member];
    this.current = { ...this.current, members, invitations, updatedAt: now };
    this.events.record({ type: "MemberJoined", partnerId: this.id, developerId: developer.id });
  }

  /** R3: whoever has an address at one of the domains joins; who was a member before, only by invitation (R7, R9). */
  admit(newcomer: Newcomer, now: Date): void {
    const { developer } = newcomer;
    if (wasMember(newcomer, this.current.formerAddressHashes) && !this.isInvited(developer.state.email, now))
      return;
    this.join(developer, now);
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

  /** R17. The partner must have been loaded with the operator among those concerned. Throws OWN_PARTNER. */
  reviewer(by: Operator, email: string, leftAt: Date | null): Reviewer {
    return reviewerOf(this.current, by, email, leftAt);
  }

  /** R10. Throws NOT_READY_TO_REGISTER with everything that is missing. */
  readyMember(developer: Developer, currentTerms: Terms | null): ReadyMember {
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
    this.assertOwn(by);
    if (by.role !== "ADMIN") refuse("NOT_AN_ADMIN", "Only an ADMIN of your company may change roles.");
    const members = withRole(this.current.members, developerId, role);
    if (members === this.current.members) return;
    this.current = { ...this.current, members, updatedAt: now };
    this.events.record({ type: "MemberRoleChanged", partnerId: this.id, developerId, role });
  }

  /** R8, R9: an ADMIN removes anyone, a member themselves. Throws NOT_AN_ADMIN, NOT_A_MEMBER, LAST_ADMIN. */
  removeMember(by: Member, developerId: Id<"dev">, now: Date): FormerMember {
    this.assertOwn(by);
    if (by.role !== "ADMIN" && by.developerId !== developerId) {
      refuse("NOT_AN_ADMIN", "Only an ADMIN of your company may remove someone else.");
    }
    const members = withoutMember(this.current.members, developerId);
    this.current = { ...this.current, members, updatedAt: now };
    const isOwnWish = by.developerId === developerId;
    this.events.record({ type: "MemberRemoved", partnerId: this.id, developerId, isOwnWish });
    return { partnerId: this.id, developerId } as FormerMember;
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
    this.current = { ...this.current, members: [], updatedAt: now };
    this.dissolved = true;
    const { id: partnerId, domains } = this.current;
    this.events.record({ type: "PartnerDissolved", partnerId, developerId: by.developerId, domains });
    return null;
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

  /** R7: whether an invitation to this address is open; then who was removed once may join again. */
  isInvited(email: string, now: Date): boolean {
    return this.current.invitations.some((invitation) => isOpenFor(invitation, email, now));
  }

  private invitation(invitationId: Id<"inv">): InvitationState {
    const found = this.current.invitations.find(({ id }) => id === invitationId);
    return found ?? refuse("NOT_FOUND", "There is no such invitation.", ["invitationId"]);
  }

  private replaceInvitation(old: InvitationState, next: InvitationState): void {
    const invitations = this.current.invitations.map((other) => (other === old ? next : other));
    this.current = { ...this.current, invitations };
  }

  private assertOwn(by: Member): void {
    if (by.partnerId !== this.id) refuse("NOT_FOUND", "There is no such partner.");
  }
}
