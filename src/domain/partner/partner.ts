import type { Terms } from "../catalogue/terms.js";
import type { Developer } from "../developer/developer.js";
import { EventLog } from "../event-log.js";
import type { Born, Id } from "../id.js";
import type { Operator } from "../operator.js";
import { assertAdmin, assertMayMove, assertMayUpdateDetails, assertOfPartner, assertOwn } from "./acting.js";
import * as admission from "./admission.js";
import type { CompanyDetailsChanges } from "./company-details.js";
import { companyUpdated } from "./company-update.js";
import * as departure from "./departure.js";
import {
  currentProof,
  type DomainEvidence,
  type DomainProofState,
  type WantedProof,
} from "./domain-proof.js";
import { emailDomain } from "./email-domain.js";
import type { PartnerEvent } from "./events.js";
import type { Newcomer } from "./former-members.js";
import * as inviting from "./inviting.js";
import { isDeclined, type JoiningPolicy } from "./joining.js";
import { isMember, type MemberRole, type MemberState, memberOf } from "./members.js";
import type { FormerMember, HandOver, Member, ReadyMember } from "./membership.js";
import * as oversight from "./oversight.js";
import * as proving from "./proving.js";
import { assertReady } from "./registration-requirements.js";
import { type Reviewer, reviewerOf } from "./reviewer.js";
import { assertNotSuspended } from "./standing.js";
import { type Change, foundedPartner, type PartnerState } from "./state.js";

export type { FormerMember, JoiningPolicy, Member, MemberRole, MemberState, PartnerState, ReadyMember };

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
    const founded = foundedPartner(id, founder.id, emailDomain(founder.state.email), now);
    const partner = new Partner(founded.state);
    partner.make(founded);
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
    this.make(admission.joined(this.current, developer, now));
  }

  /** Somebody with an address at one of the domains joins, asks to, or neither (R3, R7, R9, R38). */
  admit(newcomer: Newcomer, now: Date): void {
    this.make(admission.admitted(this.current, newcomer, now));
  }

  /** R38. Throws NOT_AN_ADMIN. */
  chooseJoiningPolicy(by: Member, policy: JoiningPolicy, now: Date): void {
    assertAdmin(this.current, by, "choose how colleagues join");
    this.make(admission.joiningPolicyChosen(this.current, policy, now));
  }

  /** R38: also when it was declined before. For a member, nothing changes. Throws NOT_AN_ADMIN, NOT_FOUND. */
  acceptJoinRequest(by: Member, developerId: Id<"dev">, now: Date): void {
    assertAdmin(this.current, by, "let colleagues in");
    this.make(admission.requestAccepted(this.current, developerId, now));
  }

  /** R38. Declining again changes nothing. Throws NOT_AN_ADMIN, NOT_FOUND. */
  declineJoinRequest(by: Member, developerId: Id<"dev">, now: Date): void {
    assertAdmin(this.current, by, "decline join requests");
    this.make(admission.requestDeclined(this.current, developerId, now));
  }

  /** R38: the record is looked for now; null when there is nothing to look for. Throws NOT_AN_ADMIN, LIMIT_REACHED. */
  lookUpDomain(by: Member, domain: string, now: Date): DomainProofState | null {
    assertAdmin(this.current, by, "prove its domains");
    const proof = currentProof(this.current.domainProofs, domain, now);
    if (!proof || proof.provenAt) return null;
    this.make(proving.proofLookedUp(this.current, proof, now));
    return proving.proofOf(this.current, domain, now);
  }

  /** R38: what is to be published; the same until it is proven or its time is over. Throws NOT_AN_ADMIN, LIMIT_REACHED. */
  beginDomainProof(by: Member, wanted: WantedProof, now: Date): DomainProofState {
    assertAdmin(this.current, by, "prove its domains");
    this.make(proving.proofBegun(this.current, wanted, now));
    return proving.proofOf(this.current, wanted.domain, now);
  }

  /**
   * R38: the domain is the partner's from then on, if it was not before. Again changes nothing. Throws NOT_AN_ADMIN,
   * NOT_FOUND, DOMAIN_NOT_PROVEN, DOMAIN_TAKEN.
   */
  proveDomain(by: Member, domain: string, evidence: DomainEvidence, now: Date): DomainProofState {
    assertAdmin(this.current, by, "prove its domains");
    this.make(proving.domainProven(this.current, domain, evidence, now));
    return proving.proofOf(this.current, domain, now);
  }

  /** They ask to join, and were never a member. The partner must have been loaded with this developer among those concerned. */
  isAwaited(developerId: Id<"dev">): boolean {
    return this.current.joinRequests.some((each) => each.developerId === developerId && !isDeclined(each));
  }

  /** R9: who was removed and deletes their account now does not get round the removal by registering anew. */
  rememberFormerMember(addressHashes: readonly string[]): void {
    this.make(admission.formerMemberRemembered(this.current, addressHashes));
  }

  /** Throws NOT_A_MEMBER. */
  member(developerId: Id<"dev">, path?: readonly string[]): Member {
    const { role } = memberOf(this.current.members, developerId, path);
    return { partnerId: this.id, developerId, role } as Member;
  }

  /** Null for a member. The partner must have been loaded with this developer among those concerned. */
  formerMember(developerId: Id<"dev">): FormerMember | null {
    if (isMember(this.current.members, developerId)) return null;
    return { partnerId: this.id, developerId } as FormerMember;
  }

  /** R17, R37. The partner must have been loaded with the operator among those concerned. Throws OWN_PARTNER. */
  reviewer(by: Operator, email: string, leftAt: Date | null, path?: readonly string[]): Reviewer {
    return reviewerOf(this.current, by, { email, leftAt }, path);
  }

  /** R37: everything of the company stops until it is resumed. Again changes nothing. Throws INVALID. */
  suspend(_by: Reviewer, reason: string, now: Date): void {
    this.make(oversight.suspended(this.current, reason, now));
  }

  /** R37: exactly what worked before works again. Again changes nothing. Throws INVALID. */
  resume(_by: Reviewer, reason: string, now: Date): void {
    this.make(oversight.resumed(this.current, reason, now));
  }

  /**
   * R37: also of a company that is suspended, and also somebody who was removed (R9). Again changes nothing. The partner
   * must have been loaded with them among those concerned. Throws INVALID, NOT_A_MEMBER.
   */
  appointAdmin(_by: Reviewer, developer: Developer, reason: string, now: Date): void {
    this.make(oversight.adminAppointed(this.current, developer, reason, now));
  }

  /** R10, R37. Throws NOT_READY_TO_REGISTER with everything that is missing, PARTNER_SUSPENDED. */
  readyMember(developer: Developer, currentTerms: Terms | null): ReadyMember {
    assertNotSuspended(this.current.suspension !== null);
    const member = this.member(developer.id, []);
    const { profile, termsAcceptance } = developer.state;
    const company = this.current.details;
    assertReady({ isMember: true, profile, termsAcceptance, currentTerms, company });
    return { ...member, isReady: true };
  }

  /** R6: any member while incomplete, an ADMIN once complete. Throws NOT_AN_ADMIN, INVALID. */
  updateCompanyDetails(by: Member, changes: CompanyDetailsChanges, now: Date): void {
    assertMayUpdateDetails(this.current, by);
    this.make(companyUpdated(this.current, changes, now));
  }

  /** R18: a token of the company's. Throws NOT_AN_ADMIN, PARTNER_SUSPENDED. */
  assertMayMakeTokens(by: Member): void {
    assertAdmin(this.current, by, "make tokens of the company's");
  }

  /** R2: a member may move to any address at the company's domains. Throws DIFFERENT_EMAIL_DOMAIN, PARTNER_SUSPENDED. */
  assertMayMove(by: Member, email: string): void {
    assertMayMove(this.current, by, email);
  }

  /** R7. Gives the new invitation's id. Throws INVALID, DIFFERENT_EMAIL_DOMAIN, ALREADY_A_MEMBER, ALREADY_INVITED, LIMIT_REACHED. */
  invite(by: Member, invitee: inviting.Invitee, mailsOfMember: number, born: Born<"inv">): Id<"inv"> {
    assertOwn(this.current, by);
    const sender = { developerId: by.developerId, mails: mailsOfMember };
    this.make(inviting.invited(this.current, invitee, sender, born));
    return born.id;
  }

  /** R7. Throws NOT_FOUND, ALREADY_A_MEMBER, INVALID, LIMIT_REACHED. */
  resendInvitation(by: Member, invitationId: Id<"inv">, mailsOfMember: number, now: Date): void {
    assertOwn(this.current, by);
    const sender = { developerId: by.developerId, mails: mailsOfMember };
    this.make(inviting.invitedAgain(this.current, invitationId, sender, now));
  }

  /** R7. Withdrawing again changes nothing. Throws NOT_FOUND, ALREADY_A_MEMBER. */
  withdrawInvitation(by: Member, invitationId: Id<"inv">, now: Date): void {
    assertOwn(this.current, by);
    this.make(inviting.invitationWithdrawn(this.current, invitationId, now));
  }

  /** R8. Throws NOT_AN_ADMIN, NOT_A_MEMBER, LAST_ADMIN. */
  changeMemberRole(by: Member, developerId: Id<"dev">, role: MemberRole, now: Date): void {
    assertAdmin(this.current, by, "change roles");
    this.make(admission.roleChanged(this.current, developerId, role, now));
  }

  /**
   * R8, R9: an ADMIN removes anyone, members themselves. After a removal for cause, an open company is proposed to ask
   * for consent from now on (R38). Throws NOT_AN_ADMIN, NOT_A_MEMBER, LAST_ADMIN.
   */
  removeMember(by: Member, developerId: Id<"dev">, now: Date, isForCause = false): FormerMember {
    const isOwnWish = by.developerId === developerId;
    // Who leaves takes nothing along that could not be resumed.
    if (isOwnWish) assertOfPartner(this.current, by);
    else assertAdmin(this.current, by, "remove someone else");
    const removal = { developerId, isOwnWish, isForCause: isForCause && !isOwnWish };
    this.make(departure.memberRemoved(this.current, removal, now));
    return { partnerId: this.id, developerId } as FormerMember;
  }

  /**
   * R9: the applications of somebody who has gone have another owner now, and the invitations that they sent, or that were
   * sent to them before, end with their membership; those concerned are told. The partner must have been loaded with those
   * invitations.
   */
  concludeMembership(
    { developerId }: FormerMember,
    email: string,
    handedOver: { readonly to: Member; readonly applicationIds: readonly Id<"app">[] } | null,
    now: Date,
  ): void {
    const { to = null, applicationIds = [] } = handedOver ?? {};
    const legacy = { developerId, email, successorId: to?.developerId ?? null, applicationIds };
    this.make(departure.membershipConcluded(this.current, legacy, now));
  }

  /**
   * Leaves with the account, as anybody may leave (R8). Who is alone in the company takes it along, once it has no
   * application left. Gives whose applications are to be handed over; null when nothing is left. Throws LAST_ADMIN,
   * OWNS_APPLICATIONS.
   */
  leaveForGood(by: Member, left: departure.LeftBehind, now: Date): FormerMember | null {
    if (left.members > 1) return this.removeMember(by, by.developerId, now);
    assertOwn(this.current, by);
    departure.assertNothingLeft(left);
    this.dissolve(by.developerId, now);
    return null;
  }

  /**
   * R2: a member whose address is another company's by now goes, whatever they leave behind. The partner must have been
   * loaded with whoever else has been a member longest: with no ADMIN left, they become one (R8). Gives the successor to
   * what is owned (R9); null when nobody is left to take it over, or nothing to be taken over. A suspended company is left as
   * any other, but not taken along: its domains would be free for another one that is not (R37).
   */
  moveAway(by: Member, left: departure.LeftBehind, now: Date): HandOver | null {
    assertOfPartner(this.current, by);
    const { developerId } = by;
    const succession = departure.successionOf(this.current.members, developerId);
    const { successorId } = succession;
    if (!successorId && left.applications === 0 && !this.current.suspension) {
      this.dissolve(developerId, now);
      return null;
    }
    this.make(departure.memberMovedAway(this.current, developerId, succession, now));
    if (!successorId) return null;
    const former = { partnerId: this.id, developerId } as FormerMember;
    return { former, successor: this.member(successorId) };
  }

  /** The account with this address is deleted: its invitations name nobody from now on, and nobody sends them again. */
  forgetInvitee(email: string, now: Date): void {
    this.make(inviting.inviteeForgotten(this.current, email, now));
  }

  /** The account of whoever asked to join is deleted, or is another company's. */
  forgetJoinRequest(developerId: Id<"dev">): void {
    this.make(admission.requestForgotten(this.current, developerId));
  }

  private dissolve(developerId: Id<"dev">, now: Date): void {
    this.make(departure.dissolved(this.current, developerId, now));
    this.dissolved = true;
  }

  private make(change: Change | null): void {
    if (!change) return;
    this.current = change.state;
    for (const event of change.events) this.events.record(event);
  }
}
