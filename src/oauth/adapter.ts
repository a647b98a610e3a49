import { type Adapter, type AdapterPayload, errors, Provider } from "oidc-provider";
import type {
  AccessTokenClaims,
  AccessTokenReader,
  OauthClients,
  OauthRecords,
  RevokedTokens,
  ServerSettings,
} from "../application/ports/authorization-servers.js";
import type { Clock } from "../application/ports/clock.js";
import type { IsUnavailable } from "../application/unavailable.js";
import { isAccepted } from "../domain/oauth/client-authentication.js";
import { isClientLive } from "../domain/oauth/oauth-client.js";
import { metadataOf } from "./client-metadata.js";
import { senderOf } from "./provider-request.js";
import { slowDown, unavailable } from "./refusals.js";
import { tokenMark } from "./token-mark.js";

export interface AdapterParts {
  readonly settings: Pick<ServerSettings, "environmentId" | "slug" | "oauthProfile">;
  readonly clients: OauthClients;
  readonly tokens: AccessTokenReader;
  readonly revoked: RevokedTokens;
  readonly records: OauthRecords;
  readonly clock: Clock;
  readonly isUnavailable: IsUnavailable;
  /** Whether a proxy tells the certificates of clients. */
  readonly seesCertificates: boolean;
}

/** Where the provider finds its clients, and keeps what it makes. One for each kind of thing. */
export function adapterOf(parts: AdapterParts): (kind: string) => Adapter {
  const noticing = (adapter: Adapter): Adapter => noticingOutages(adapter, parts.isUnavailable);
  return (kind) => {
    if (kind === "Client") return noticing(clientAdapter(parts));
    if (kind === "AccessToken" || kind === "ClientCredentials") return noticing(tokenAdapter(parts, kind));
    return noticing(recordAdapter(parts, kind));
  };
}

/** Clients are read where they are. R29: what has been stopped is none. */
function clientAdapter({ settings, clients, clock, seesCertificates }: AdapterParts): Adapter {
  return {
    ...nothing,
    async find(clientId) {
      const { ctx } = Provider;
      const network = ctx ? senderOf(ctx.req).network : "";
      const found = await clients.find(settings.environmentId, clientId, network);
      const { oauthProfile } = settings;
      const rules = { oauthProfile, seesCertificates };
      if (!found || !isClientLive(found.client) || !isAccepted(found.client, rules)) return undefined;
      if (found.waitSeconds > 0 && ctx?.method === "POST") {
        ctx.set("Retry-After", String(found.waitSeconds));
        throw slowDown(found.waitSeconds);
      }
      return metadataOf(found.client, oauthProfile, clock.now());
    },
  };
}

/** What an access token says, while that still holds: it is kept by nobody, but its client and its consent are. */
export async function liveToken(
  { settings, clients, tokens, revoked }: AdapterParts,
  token: string,
): Promise<AccessTokenClaims | null> {
  const claims = await tokens.read(settings.slug, token);
  if (!claims) return null;
  const found = await clients.find(settings.environmentId, claims.clientId, "");
  if (!found || !isClientLive(found.client)) return null;
  const ids = claims.grantId === null ? [claims.id] : [claims.id, claims.grantId];
  return (await revoked.isRevoked(ids)) ? null : claims;
}

function tokenAdapter(parts: AdapterParts, kind: "AccessToken" | "ClientCredentials"): Adapter {
  const { settings, tokens, revoked } = parts;
  return {
    ...nothing,
    async find(name) {
      if (!name.startsWith(tokenMark)) return undefined;
      const claims = await liveToken(parts, name.slice(tokenMark.length));
      if (!claims || (claims.grantId === null) !== (kind === "ClientCredentials")) return undefined;
      return {
        kind,
        jti: name,
        clientId: claims.clientId,
        iat: claims.issuedAt.getTime() / 1_000,
        exp: claims.expiresAt.getTime() / 1_000,
        aud: claims.audience,
        scope: claims.scopes.join(" "),
        ...(claims.grantId !== null && { accountId: claims.subject, grantId: claims.grantId }),
        ...claims.confirmation,
        extra: ownClaims(claims),
      };
    },
    async destroy(name) {
      const claims = await tokens.read(settings.slug, name.slice(tokenMark.length));
      if (claims) await revoked.revoke(claims.id, claims.applicationId, claims.expiresAt);
    },
    async revokeByGrantId(grantId) {
      await endGrant(parts, grantId);
    },
  };
}

export const ownClaims = ({ applicationId, partnerId }: AccessTokenClaims) => ({
  application_id: applicationId,
  partner_id: partnerId,
});

/** All that came from a consent, its access tokens included. */
async function endGrant({ revoked, records }: AdapterParts, grantId: string): Promise<void> {
  const applicationId = Provider.ctx?.oidc.client?.portico.applicationId;
  const end = new Date(Date.now() + longestToken);
  if (applicationId) await revoked.revoke(grantId, applicationId, end);
  await records.removeGrant(grantId);
  await records.remove("Grant", grantId);
}

/** In ms: until then every access token is over that was issued before. */
const longestToken = 10 * 60_000;

/** In seconds, of what has none of its own. */
const defaultLifetime = 60 * 60;

function recordAdapter(parts: AdapterParts, kind: string): Adapter {
  const { records } = parts;
  /** The name is a secret, and known to whoever asks. */
  const kept = (payload: AdapterPayload) => {
    const { jti: _, ...rest } = payload;
    return kind === "Session" ? payload : rest;
  };
  const found = (name: string | undefined, record: Awaited<ReturnType<OauthRecords["find"]>>) => {
    if (!record) return undefined;
    const consumed = record.consumedAt && { consumed: Math.floor(record.consumedAt.getTime() / 1_000) };
    return { ...record.payload, ...(name !== undefined && { jti: name }), ...consumed };
  };
  return {
    ...nothing,
    async upsert(name, payload, lifetime = defaultLifetime) {
      const { grantId, uid } = payload;
      const record = { payload: kept(payload), grantId, uid, lifetime };
      if (kind !== "ReplayDetection") await records.put(kind, name, record);
      // The provider has looked whether it was there; of two that look at the same moment one alone is the first.
      else if (!(await records.putFirst(kind, name, record)))
        throw new errors.InvalidRequest("the proof has been used already");
    },
    find: async (name) => found(name, await records.find(kind, name)),
    findByUid: async (uid) => found(undefined, await records.findByUid(kind, uid)),
    async consume(name) {
      if (await records.consume(kind, name)) return;
      // Two come with it at the same moment: one of them is not whom it was given to.
      const grantId = (await records.find(kind, name))?.payload.grantId;
      if (typeof grantId === "string") await endGrant(parts, grantId);
      throw new errors.InvalidGrant("it has been used already");
    },
    destroy: (name) => records.remove(kind, name),
    revokeByGrantId: (grantId) => records.removeGrant(grantId),
  };
}

/** What no kind of thing is asked for, but one that says so. */
const nothing: Adapter = {
  upsert: () => refused("kept"),
  find: () => refused("found"),
  findByUid: () => refused("found by a uid"),
  findByUserCode: () => refused("found by a user code"),
  consume: () => refused("consumed"),
  destroy: () => refused("destroyed"),
  revokeByGrantId: () => refused("revoked"),
};

function refused(what: string): Promise<never> {
  return Promise.reject(new Error(`This is not ${what} here.`));
}

function noticingOutages(adapter: Adapter, isUnavailable: IsUnavailable): Adapter {
  const noticing =
    <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
    (...args: Args) =>
      orUnavailable(isUnavailable, () => work(...args));
  return {
    upsert: noticing(adapter.upsert),
    find: noticing(adapter.find),
    findByUid: noticing(adapter.findByUid),
    findByUserCode: noticing(adapter.findByUserCode),
    consume: noticing(adapter.consume),
    destroy: noticing(adapter.destroy),
    revokeByGrantId: noticing(adapter.revokeByGrantId),
  };
}

/** An outage is told as one, and when to come again. */
export async function orUnavailable<T>(isUnavailable: IsUnavailable, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    Provider.ctx?.set("Retry-After", "1");
    throw unavailable();
  }
}
