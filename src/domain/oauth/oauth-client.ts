import { isStopped } from "../client-application/api-key-status.js";
import type { ApplicationType, Authentication } from "../client-application/application-type.js";
import type {
  ClientApplicationState,
  ClientCredentialsState,
  RetiringSecret,
} from "../client-application/state.js";
import type { Licence } from "../gateway/key-verdict.js";
import type { Id } from "../id.js";

interface CredentialFacts extends Pick<ClientCredentialsState, "revokedAt" | "clientKeys"> {
  /** R28: the one before the last rotation. */
  readonly retiring: Pick<RetiringSecret, "hash" | "expiresAt"> | null;
}
type ApplicationFacts = Pick<ClientApplicationState, "deactivatedAt" | "isPartnerSuspended">;

/** The client credentials of one application in one environment, with all that decides what they are good for. */
export interface OauthClient extends CredentialFacts, ApplicationFacts {
  readonly clientId: Id<"cli">;
  readonly applicationId: Id<"app">;
  readonly applicationName: string;
  readonly partnerId: Id<"prt">;
  readonly environmentId: Id<"env">;
  readonly type: ApplicationType;
  readonly authentication: Authentication;
  readonly redirectUrls: readonly string[];
  /** Of the secret; null for public clients. */
  readonly secretHash: string | null;
  /** What its products open, of those whose request was approved (R17). */
  readonly licences: readonly Licence[];
}

/** R27, R29, R37: whether anything may be issued to it, or is good that was. */
export function isClientLive(
  client: Pick<CredentialFacts, "revokedAt"> & ApplicationFacts & Pick<OauthClient, "licences">,
): boolean {
  return client.revokedAt === null && !isStopped(client) && client.licences.length > 0;
}

/** R28: of the secrets that work now. */
export function workingHashes({ secretHash, retiring }: OauthClient, now: Date): string[] {
  const hashes = secretHash === null ? [] : [secretHash];
  return retiring && retiring.expiresAt > now ? [...hashes, retiring.hash] : hashes;
}

/** RFC 6749 §3.3: what a scope may be written with. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** What it may ask for: slugs of its products and of what these embed, and their APIs as `apiLabel` writes them. */
export function scopesOf(licences: readonly Licence[]): string[] {
  const named = licences.flatMap(({ products, apis }) => [...products, ...apis]);
  return [...new Set(named)].filter((name) => scopeToken.test(name)).sort();
}
