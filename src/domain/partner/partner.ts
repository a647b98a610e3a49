import type { Terms } from "../catalogue/terms.js";
import type { Developer } from "../developer/developer.js";
import { refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import {
  type CompanyDetails,
  type CompanyDetailsChanges,
  changedCompanyDetails,
  isCompanyComplete,
  noCompanyDetails,
} from "./company-details.js";
import { emailDomain } from "./email-domain.js";
import { missingRequirements } from "./registration-requirements.js";

export type MemberRole = "ADMIN" | "MEMBER";

export interface MemberState {
  readonly developerId: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
}

export interface PartnerState {
  readonly id: string;
  readonly domains: readonly string[];
  readonly details: CompanyDetails;
  /** Those that the command is about, and every ADMIN; never a whole company of thousands. */
  readonly members: readonly MemberState[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type PartnerEvent =
  | {
      readonly type: "PartnerFounded";
      readonly partnerId: string;
      readonly developerId: string;
      readonly domain: string;
    }
  | { readonly type: "MemberJoined"; readonly partnerId: string; readonly developerId: string }
  | { readonly type: "CompanyDetailsUpdated"; readonly partnerId: string };

declare const proof: unique symbol;

/** Proof that a developer is a member of the partner. Only `Partner` hands it out. */
export interface Member {
  readonly partnerId: string;
  readonly developerId: string;
  readonly role: MemberRole;
  readonly [proof]: "member";
}

/** Proof that a developer is no member of the partner any more. Only `Partner` hands it out. */
export interface FormerMember {
  readonly partnerId: string;
  readonly developerId: string;
  readonly [proof]: "former member";
}

/** Proof that a member meets everything that registering an application needs (R10). */
export interface ReadyMember extends Member {
  readonly isReady: true;
}

/** A company, known by the e-mail domains of its developers. */
export class Partner {
  readonly events = new EventLog<PartnerEvent>();

  private constructor(private current: PartnerState) {}

  static fromState(state: PartnerState): Partner {
    return new Partner(state);
  }

  /** R3: the first developer of a domain founds the partner and is its ADMIN. */
  static found(id: string, founder: Developer, now: Date): Partner {
    const domain = emailDomain(founder.state.email);
    const partner = new Partner({
      id,
      domains: [domain],
      details: noCompanyDetails,
      members: [{ developerId: founder.id, role: "ADMIN", joinedAt: now }],
      createdAt: now,
      updatedAt: now,
    });
    partner.events.record({ type: "PartnerFounded", partnerId: id, developerId: founder.id, domain });
    return partner;
  }

  get state(): PartnerState {
    return this.current;
  }

  get id(): string {
    return this.current.id;
  }

  /** R2, R3: a later developer of one of the domains joins as MEMBER. */
  join(developer: Developer, now: Date): void {
    if (!this.current.domains.includes(emailDomain(developer.state.email))) {
      refuse("NOT_A_MEMBER", "The developer's e-mail domain does not belong to this partner.");
    }
    if (this.current.members.some((member) => member.developerId === developer.id)) return;
    const member: MemberState = { developerId: developer.id, role: "MEMBER", joinedAt: now };
    this.current = { ...this.current, members: [...this.current.members, member], updatedAt: now };
    this.events.record({ type: "MemberJoined", partnerId: this.id, developerId: developer.id });
  }

  /** Throws NOT_A_MEMBER. */
  member(developerId: string): Member {
    const found = this.current.members.find((member) => member.developerId === developerId);
    if (!found) refuse("NOT_A_MEMBER", "The developer is not a member of this partner.", ["developerId"]);
    return { partnerId: this.id, developerId: found.developerId, role: found.role } as Member;
  }

  /** Null for a member. The partner must have been loaded with this developer among those concerned. */
  formerMember(developerId: string): FormerMember | null {
    if (this.current.members.some((member) => member.developerId === developerId)) return null;
    return { partnerId: this.id, developerId } as FormerMember;
  }

  /** R10. Throws NOT_READY_TO_REGISTER with everything that is missing. */
  readyMember(developer: Developer, currentTerms: Terms): ReadyMember {
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

  private assertOwn(by: Member): void {
    if (by.partnerId !== this.id) refuse("NOT_FOUND", "No such partner.");
  }
}
