import type { Terms } from "../catalogue/terms.js";
import { refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Id } from "../id.js";
import type { Operator } from "../operator.js";
import { isEmailAddress } from "../partner/email-address.js";
import { normalizedEmail } from "../partner/email-domain.js";
import { operatorsReason } from "../partner/standing.js";
import { lineAsKept } from "../text.js";
import type { ReadOwnPhoneNumber } from "./phone-number.js";
import { changedProfile, emptyProfile, type Profile, type ProfileChanges } from "./profile.js";

export interface TermsAcceptance {
  readonly version: string;
  readonly acceptedAt: Date;
}

export interface DeveloperState {
  readonly id: Id<"dev">;
  /** Verified, in compared form (R1, R2). */
  readonly email: string;
  readonly profile: Profile;
  readonly termsAcceptance: TermsAcceptance | null;
  readonly createdAt: Date;
}

export type DeveloperEvent =
  | { readonly type: "DeveloperAdmitted"; readonly developerId: Id<"dev"> }
  | { readonly type: "IdentityLinked"; readonly developerId: Id<"dev">; readonly issuer: string }
  | { readonly type: "AddressFollowed"; readonly developerId: Id<"dev">; readonly issuer: string }
  | { readonly type: "AddressMoved"; readonly developerId: Id<"dev"> }
  | { readonly type: "ProfileUpdated"; readonly developerId: Id<"dev"> }
  | { readonly type: "TermsAccepted"; readonly developerId: Id<"dev">; readonly version: string }
  | { readonly type: "PasswordChanged"; readonly developerId: Id<"dev"> }
  | {
      readonly type: "AccessEnded";
      readonly developerId: Id<"dev">;
      readonly reason: string;
      readonly at: Date;
    }
  | { readonly type: "FactorsRemoved"; readonly developerId: Id<"dev">; readonly at: Date }
  | { readonly type: "AccountDeleted"; readonly developerId: Id<"dev"> };

/** How the address of an account that is deleted ends: no mail can go there (RFC 2606 §2). */
export const erasedAddress = "@deleted.invalid";

/** A registered person, known by a verified e-mail address (R1). */
export class Developer {
  readonly events = new EventLog<DeveloperEvent>();

  private constructor(private current: DeveloperState) {}

  static fromState(state: DeveloperState): Developer {
    return new Developer(state);
  }

  /** Comes into being with the first verified sign-in. */
  static admit(id: Id<"dev">, email: string, now: Date): Developer {
    const developer = new Developer({
      id,
      email,
      profile: emptyProfile,
      termsAcceptance: null,
      createdAt: now,
    });
    developer.events.record({ type: "DeveloperAdmitted", developerId: id });
    return developer;
  }

  get state(): DeveloperState {
    return this.current;
  }

  get id(): Id<"dev"> {
    return this.current.id;
  }

  /** The account is deleted. */
  get isErased(): boolean {
    return this.current.email.endsWith(erasedAddress);
  }

  /** Signs in through another identity provider from now on, known by the same verified address. */
  linkIdentity(issuer: string): void {
    this.events.record({ type: "IdentityLinked", developerId: this.id, issuer });
  }

  /** R2: the provider that they sign in through knows them by another verified address now, in compared form. */
  followAddress(email: string, issuer: string): void {
    if (email === this.current.email) return;
    this.current = { ...this.current, email };
    this.events.record({ type: "AddressFollowed", developerId: this.id, issuer });
  }

  /** R2: they have proven another mailbox of their own, in compared form, and sign in by it from now on. */
  moveToAddress(email: string): void {
    this.assertAnother(email);
    this.current = { ...this.current, email };
    this.events.record({ type: "AddressMoved", developerId: this.id });
  }

  /** Throws INVALID for the mailbox that is theirs already. */
  assertAnother(email: string): void {
    if (email === this.current.email) refuse("INVALID", "This is your mailbox already.", ["email"]);
  }

  /** Has chosen a new password; what it is, only the identity provider knows. */
  changePassword(): void {
    this.events.record({ type: "PasswordChanged", developerId: this.id });
  }

  /** R37: nothing acts for them any longer until they sign in anew. Throws INVALID. */
  endAccess(_by: Operator, reason: string, now: Date): void {
    const event = { developerId: this.id, reason: operatorsReason(reason), at: now };
    this.events.record({ type: "AccessEnded", ...event });
  }

  /** R36: they have lost every second factor, and show at the console, by whatever is usual there, that it is them. */
  removeFactors(_by: Operator, now: Date): void {
    this.events.record({ type: "FactorsRemoved", developerId: this.id, at: now });
  }

  /** Throws INVALID for every unacceptable field. */
  updateProfile(changes: ProfileChanges, readPhone: ReadOwnPhoneNumber): void {
    const profile = changedProfile(this.current.profile, changes, readPhone);
    if (isSame(profile, this.current.profile)) return;
    this.current = { ...this.current, profile };
    this.events.record({ type: "ProfileUpdated", developerId: this.id });
  }

  /**
   * Nothing personal is left; the id stays, since the audit trail and invitations name it. Throws NAME_NOT_CONFIRMED
   * unless the address is typed again.
   */
  erase(confirmEmail: string): void {
    const typed = confirmEmail.trim();
    if (!isEmailAddress(typed) || normalizedEmail(typed) !== this.current.email) {
      refuse("NAME_NOT_CONFIRMED", "To delete your account for good, type your own address exactly.", [
        "confirmEmail",
      ]);
    }
    const email = `${this.id.replace("_", "-")}${erasedAddress}`;
    this.current = { ...this.current, email, profile: emptyProfile, termsAcceptance: null };
    this.events.record({ type: "AccountDeleted", developerId: this.id });
  }

  /** Accepts the current terms; again is no change. Throws TERMS_OUTDATED for any other version. */
  acceptTerms(typed: string, current: Terms | null, now: Date): void {
    const version = lineAsKept(typed);
    if (version !== current?.version) {
      const message = current
        ? `The current terms are version ${current.version}; read and accept them.`
        : "No terms have been published yet; there is nothing to accept.";
      refuse("TERMS_OUTDATED", message, ["version"]);
    }
    if (this.current.termsAcceptance?.version === version) return;
    this.current = { ...this.current, termsAcceptance: { version, acceptedAt: now } };
    this.events.record({ type: "TermsAccepted", developerId: this.id, version });
  }
}

function isSame(a: Profile, b: Profile): boolean {
  return (Object.keys(a) as (keyof Profile)[]).every((field) => a[field] === b[field]);
}
