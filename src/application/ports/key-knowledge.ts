import type { VerificationWhenUnavailable } from "../../domain/catalogue/api-environment.js";
import type { GatewayTokenState } from "../../domain/gateway/gateway-token.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { Id } from "../../domain/id.js";
import type { OauthClient } from "../../domain/oauth/oauth-client.js";
import type { TokenStanding } from "../../domain/oauth/token-verdict.js";
import type { AccessTokenClaims } from "./authorization-servers.js";

/** Whose gateway asks. */
export interface GatewayIdentity
  extends Pick<GatewayTokenState, "environmentId" | "expiresAt" | "revokedAt"> {
  readonly tokenId: Id<"gwt">;
  /** The environment's slug. */
  readonly environment: string;
  readonly whenUnavailable: VerificationWhenUnavailable;
}

/** What is known of something presented; null when nobody was ever given it, or it was destroyed. */
export interface Known<Thing> {
  readonly value: Thing | null;
  /** The database is away; it was so a while ago, at most 15 minutes. */
  readonly isStale: boolean;
}

/** At once where it can be; a promise costs more than the answer. */
export type Soon<Value> = Value | Promise<Value>;

/**
 * What the database has to say about keys and gateway tokens. Whatever was committed and answered 50 ms before the
 * question is in the answer (R29, R30). Rejects with KnowledgeAway while that cannot be had.
 */
export interface KeyKnowledge {
  /** As `gateway`, if it is remembered and known to be true still; undefined where it has to be asked for. */
  recalledGateway(token: string): Known<GatewayIdentity> | undefined;
  gateway(token: string): Soon<Known<GatewayIdentity>>;
  /** As `key`, if it is remembered and known to be true still; undefined where it has to be asked for. */
  recalledKey(apiKey: string): Known<IssuedKey> | undefined;
  /** `mayBeStale`: rather what was known a while ago than nothing. */
  key(apiKey: string, mayBeStale: boolean): Soon<Known<IssuedKey>>;
  /** Of an access token whose signature is known to be good. */
  token(claims: TokenNames, mayBeStale: boolean): Soon<Known<TokenStanding>>;
}

/** By which a client is found, and how its secret was guessed at. */
export interface ClientNames {
  readonly environmentId: Id<"env">;
  readonly clientId: string;
  /** Of whoever asks. */
  readonly network: string;
}

/** A client as it was at the moment of the question. */
export interface ClientStanding {
  readonly client: OauthClient;
  /** By which wrong secrets from that network are counted. */
  readonly attempts: string;
  /** Until then no secret is compared that comes from there; null where there is nothing to wait for. */
  readonly waitsUntil: Date | null;
}

/** What authorization servers ask. Nothing is stale: whatever was committed before the question is in the answer. */
export interface ClientKnowledge {
  /** Null where there is none. Rejects with KnowledgeAway. */
  client(names: ClientNames): Promise<ClientStanding | null>;
}

/** By which the standing of an access token is found. */
export type TokenNames = Pick<AccessTokenClaims, "id" | "clientId" | "grantId">;

/** The database cannot be asked, and nothing that is known is good enough. */
export class KnowledgeAway extends Error {
  override name = "KnowledgeAway";
}
