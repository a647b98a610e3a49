import type { ReadNetwork } from "../domain/client-application/networks.js";
import type { ReadPhoneNumber } from "../domain/developer/phone-number.js";
import type { Id } from "../domain/id.js";
import type { Quotas } from "../domain/quotas.js";
import type { Actor, Caller } from "./actor.js";
import type { Clock } from "./ports/clock.js";
import type { DomainProofs } from "./ports/domain-proofs.js";
import type { Ids } from "./ports/ids.js";
import type { MailQueue } from "./ports/mail.js";
import type { PortalLinks } from "./ports/portal-links.js";
import type { SecretVault } from "./ports/secret-vault.js";
import type { UnitOfWork } from "./ports/unit-of-work.js";

/** A use case: one transaction (R32). Rejects with DomainError when the domain refuses; then nothing has changed. */
export type Command<Input, Result> = (actor: Actor, input: Input) => Promise<Result>;

/** The same for what owners do, and a company's token that names the application. */
export type OwnersCommand<Input, Result> = (caller: Caller, input: Input) => Promise<Result>;

/** Names the application that a command is about, or was. */
export interface OfApplication {
  readonly clientApplicationId: Id<"app">;
}

/** What commands are made of; each takes what it needs. */
export interface CommandPorts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly vault: SecretVault;
  readonly quotas: Quotas;
  /** For what a transaction must not queue in clear: mails with a link that is good for something. */
  readonly mail: MailQueue;
  readonly links: Pick<PortalLinks, "addressMove" | "signIn">;
  /** R4: a domain that is no one company's. */
  readonly isPublicDomain: (domain: string) => boolean;
  readonly domainProofs: DomainProofs;
  /** Whether authorization servers are told the certificates of clients. */
  readonly seesCertificates: boolean;
  readonly readPhoneNumber: ReadPhoneNumber;
  readonly readNetwork: ReadNetwork;
}
