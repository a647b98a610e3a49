import type { GivenRatePlan } from "../catalogue/rate-plan.js";
import type { Id } from "../id.js";
import type { ClientKeys } from "./client-keys.js";
import type { ApplicationDetails, DetailKey, Kind } from "./details.js";

/** Hands out the ids of new parts; passed in, since the domain knows no randomness. */
export type NewId = <Prefix extends "app" | "grt" | "req" | "key">(prefix: Prefix) => Id<Prefix>;

/** What new parts are made with. */
export interface Making {
  readonly newId: NewId;
  readonly now: Date;
}

/** The facts of a client application, as they are stored. What can be derived is not here. */
export interface ClientApplicationState extends ApplicationDetails, Kind {
  readonly id: Id<"app">;
  readonly partnerId: Id<"prt">;
  readonly productIds: readonly Id<"prd">[];
  readonly ownerId: Id<"dev">;
  readonly coOwnerIds: readonly Id<"dev">[];
  readonly deactivatedAt: Date | null;
  /** R37: a fact of the partner's, which the application knows and never changes. */
  readonly isPartnerSuspended: boolean;
  /** R35: instead of the default ones of its products. */
  readonly ratePlans: readonly GivenRatePlan[];
  /** Counts the changes that people make (R26); provisioning is no such change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly grants: readonly AccessGrantState[];
}

/** One application in one environment. */
export interface AccessGrantState {
  readonly id: Id<"grt">;
  readonly environmentId: Id<"env">;
  /** In the order of asking; a later one covers what it asks for. */
  readonly requests: readonly AccessRequestState[];
  readonly credentials: ClientCredentialsState | null;
  readonly keys: readonly ApiKeyState[];
}

/** What was asked for in the environment at one time; a decision covers just that (R17). */
export interface AccessRequestState {
  readonly id: Id<"req">;
  readonly productIds: readonly Id<"prd">[];
  /** When it was made, or last made again. */
  readonly requestedAt: Date;
  /** What an owner wrote when asking again after a rejection; null when nobody has. */
  readonly note: string | null;
  readonly decision: AccessDecision | null;
  /** What has changed since an operator approved it, and no operator has seen yet. */
  readonly changedDetails: readonly DetailKey[];
}

export interface AccessDecision {
  readonly verdict: "APPROVED" | "REJECTED";
  readonly at: Date;
  readonly reason: string | null;
  /** The operator; null where the environment needs no approval. */
  readonly byId: Id<"dev"> | null;
}

/** What an owner may be shown, and when it was (R19). */
interface Showable {
  /** Null until issued, and for public clients. */
  readonly secret: SealedSecret | null;
  readonly provisionedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastShownAt: Date | null;
}

export interface ClientCredentialsState extends Showable {
  readonly clientId: Id<"cli">;
  readonly issuedAt: Date;
  /** The secret before the last rotation, while it goes on working (R28). */
  readonly retiring: RetiringSecret | null;
  /** By which the client shows who it is in place of the secret; null while it is by that. */
  readonly clientKeys: ClientKeys | null;
  /** When the secret was reported as public; null while it was not. */
  readonly leakedAt: Date | null;
}

/** A secret that nobody can view any longer; the gateway accepts it until it expires. */
export interface RetiringSecret {
  readonly hash: string;
  readonly expiresAt: Date;
  /** When it was reported as public; null while it was not. */
  readonly leakedAt: Date | null;
}

export interface ApiKeyState extends Showable {
  readonly id: Id<"key">;
  readonly productId: Id<"prd">;
  readonly issuedAt: Date | null;
  readonly expiresAt: Date | null;
  /** R40: where it may be used from, as CIDR in one spelling; from anywhere while there is none. */
  readonly networks: readonly string[];
  /** When it was reported as public; null while it was not. */
  readonly leakedAt: Date | null;
}

/**
 * A secret as it is kept at rest (R34): enough to recognise it and to show it to an owner again (R19),
 * never enough to read it from the database alone.
 */
export interface SealedSecret {
  /** Keyed hash for look-up: HMAC-SHA-256 (RFC 2104), base64url. */
  readonly hash: string;
  /** AES-256-GCM ciphertext with nonce and tag, base64url. */
  readonly ciphertext: string;
  /** Which key of the keyring sealed it. */
  readonly keyId: string;
  /** First and last characters, to tell secrets apart. */
  readonly preview: string;
}
