import type { AccessTokenScope } from "../domain/access-token/scope.js";
import type { Id } from "../domain/id.js";
import type { ActorId } from "./actor-id.js";
import type { HeldClaim } from "./ports/idempotency-store.js";
import type { OwnViews } from "./queries/views.js";

/** Where a change comes from, for the audit trail (R33). */
export interface Origin {
  /** Null when the system itself acts, or a company's token. */
  readonly developerId: Id<"dev"> | null;
  /** The company's token that acts; left out for everybody else. */
  readonly companyTokenId?: Id<"pat">;
  /** The network address, or `console`; null for the system in a worker. */
  readonly address: string | null;
  /** The command is carried out only while this claim on its `Idempotency-Key` holds, and at most once. */
  readonly claim?: HeldClaim;
}

/** Null when the system itself acts. */
export function actorIdOf({ developerId, companyTokenId }: Origin): ActorId | null {
  return developerId ?? companyTokenId ?? null;
}

/** The system itself, in a worker. */
export const system: Origin = { developerId: null, address: null };

/** Whoever may run commands on the platform's own machines. */
export const atConsole: Origin = { developerId: null, address: "console" };

/** How somebody showed last that it is them. */
export interface SignedIn {
  /** Null where a provider does not say. */
  readonly at: Date | null;
  readonly withSecondFactor: boolean;
}

/** A signed-in developer with a verified address (R1), who sends a command or asks a query. */
export interface Actor extends Origin {
  readonly developerId: Id<"dev">;
  /** Null once they are no longer a member (R9). */
  readonly partnerId: Id<"prt"> | null;
  readonly isOperator: boolean;
  /** Would be an operator with a second factor, which they have not shown (R36). */
  readonly lacksSecondFactor?: boolean;
  /** The session's sign-in; left out for an access token, and where a provider does not say. */
  readonly signedIn?: SignedIn;
  /** Left out for a session, which may do everything. */
  readonly token?: { readonly id: Id<"pat">; readonly scopes: readonly AccessTokenScope[] };
  /** What was read of them while they were looked up; out of date as soon as something changes. */
  readonly own?: OwnViews;
}

/** A company's token: acts for the company, on the applications that it names, and is nobody. */
export interface CompanyActor extends Origin {
  readonly developerId: null;
  readonly companyTokenId: Id<"pat">;
  readonly partnerId: Id<"prt">;
  readonly isOperator: false;
  readonly applicationIds: readonly Id<"app">[];
  readonly token: { readonly id: Id<"pat">; readonly scopes: readonly AccessTokenScope[] };
}

/** Whoever sends something, and is known. */
export type Caller = Actor | CompanyActor;

export function isDeveloper(caller: Caller): caller is Actor {
  return caller.developerId !== null;
}

/** What the same caller is known by, whatever session or token they use: a developer, or a company. */
export function callerIdOf(caller: Caller): Id<"dev"> | Id<"prt"> {
  return caller.developerId ?? caller.partnerId;
}
