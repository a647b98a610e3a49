import type { ActorId } from "../actor-id.js";

/** One mutation that a developer, or a company's token, marked as safe to send again. */
export interface IdempotentRequest {
  readonly actorId: ActorId;
  /** What they act by: what one credential may is not answered with what another did. */
  readonly credential: string;
  /** Their own name for it: the `Idempotency-Key` header. */
  readonly key: string;
  /** Tells whether a second request is the same one. */
  readonly requestHash: string;
}

/** That this request was the first with its key. */
export interface HeldClaim extends IdempotentRequest {
  readonly claimedAt: Date;
}

/** What a request would carry out whose claim has passed to a later one, which carries it out instead. */
export class ClaimLost extends Error {
  constructor() {
    super("The claim on the Idempotency-Key was lost to a later request.");
    this.name = "ClaimLost";
  }
}

export type Claim =
  /** The first of its kind: run it, then `keep` the answer or `release` the claim. */
  | { readonly state: "FIRST" }
  /** The first is still running. */
  | { readonly state: "RUNNING" }
  /** The first has been carried out, but its answer was lost. */
  | { readonly state: "DONE" }
  | { readonly state: "ANSWERED"; readonly response: string }
  /** The key was used for another request. */
  | { readonly state: "OTHER_REQUEST" };

/** Remembers the first answers of mutations for 24 hours. */
export interface IdempotencyStore {
  /** Of simultaneous claims exactly one is the first. A claim that was neither kept nor released for 30 s counts as lost:
   * another may have it, unless its command was carried out. */
  claim(request: IdempotentRequest, now: Date): Promise<Claim>;
  /** A secret in the answer (JSON) is shown once: a repeated request gets null in its place (R34). */
  keep(claim: HeldClaim, response: string): Promise<void>;
  /** Lets another have the claim. Neither this nor `keep` does anything to a claim that has passed to another. */
  release(claim: HeldClaim): Promise<void>;
  /** Forgets what is older than 24 hours. */
  purgeExpired(now: Date): Promise<void>;
}
