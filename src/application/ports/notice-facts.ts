import type { DetailKey } from "../../domain/client-application/details.js";
import type { Id } from "../../domain/id.js";

export interface Contact {
  readonly developerId: Id<"dev">;
  readonly email: string;
  readonly name: string;
}

/** What mails about an application say and to whom they go. */
export interface NoticeFacts {
  /** Those who exist, in no order. */
  contacts(developerIds: readonly Id<"dev">[]): Promise<Contact[]>;
  /** Null when it can no longer be accepted. */
  invitation(invitationId: Id<"inv">, now: Date): Promise<InvitationFacts | null>;
  /** Of those invitations, however they stand; of whoever has deleted their account none. */
  invitedAddresses(invitationIds: readonly Id<"inv">[]): Promise<readonly string[]>;
  /** Null when nobody is waiting for an ADMIN (R38). */
  joinRequest(partnerId: Id<"prt">, developerId: Id<"dev">): Promise<JoinRequestFacts | null>;
  /** All members of the company. */
  members(partnerId: Id<"prt">): Promise<Contact[]>;
  admins(partnerId: Id<"prt">): Promise<Contact[]>;
  /** The legal name, or the domain while there is none; null when the company is gone. */
  companyName(partnerId: Id<"prt">): Promise<string | null>;
  /** The oldest access requests that wait for a decision, and how many there are in all. */
  waitingRequests(limit: number): Promise<{ oldest: readonly WaitingRequest[]; total: number }>;
  /** Those that were approved and have changed since, the oldest request first (R17). */
  changedRequests(limit: number): Promise<readonly ChangedRequest[]>;
  /** The addresses of all operators. */
  operatorEmails(): Promise<readonly string[]>;
  /** Null when the application is gone. */
  delayed(applicationId: Id<"app">, environmentId: Id<"env">): Promise<DelayFacts | null>;
  /** Of those keys; null when none of them works any longer (R39). */
  expiring(applicationId: Id<"app">, keyIds: readonly Id<"key">[], now: Date): Promise<ExpiryFacts | null>;
  /** Those of the company's that somebody made and that work, the newest first. */
  companyTokensBy(partnerId: Id<"prt">, developerId: Id<"dev">, now: Date): Promise<readonly TokenFacts[]>;
  /** Null when the application is gone, or when none of the keys works any longer. */
  keysLive(
    applicationId: Id<"app">,
    environmentId: Id<"env">,
    keyIds: readonly Id<"key">[],
  ): Promise<KeysLiveFacts | null>;
}

export interface ExpiryFacts {
  readonly applicationName: string;
  /** Those that work, and that nothing has taken the place of; the first to end first. */
  readonly keys: readonly ExpiringKey[];
  /** The owner and all co-owners. */
  readonly owners: readonly Contact[];
}

export interface ExpiringKey {
  readonly productName: string;
  readonly environmentName: string;
  readonly preview: string;
  readonly expiresAt: Date;
}

export interface KeysLiveFacts {
  readonly applicationName: string;
  readonly environmentName: string;
  readonly institution: string;
  readonly productNames: readonly string[];
  /** The owner and all co-owners. */
  readonly owners: readonly Contact[];
}

export interface TokenFacts {
  readonly id: Id<"pat">;
  readonly name: string;
  readonly preview: string;
}

export interface InvitationFacts {
  readonly email: string;
  readonly inviterName: string;
  /** The legal name, or the domain while there is none. */
  readonly companyName: string;
  readonly expiresAt: Date;
}

export interface JoinRequestFacts {
  readonly applicant: Contact;
  /** The legal name, or the domain while there is none. */
  readonly companyName: string;
  readonly admins: readonly Contact[];
}

export interface WaitingRequest {
  readonly applicationName: string;
  readonly companyName: string;
  readonly environmentName: string;
}

export interface ChangedRequest extends WaitingRequest {
  readonly details: readonly DetailKey[];
}

export interface DelayFacts {
  readonly applicationName: string;
  readonly environmentName: string;
  readonly owners: readonly Contact[];
}
