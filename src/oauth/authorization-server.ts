import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "oidc-provider";
import Provider from "oidc-provider";
import type {
  AccessTokenClaims,
  OauthRecords,
  PrivateJwk,
  ServerSettings,
} from "../application/ports/authorization-servers.js";
import type { Logger } from "../application/ports/logger.js";
import { type AdapterParts, adapterOf, liveToken, orUnavailable, ownClaims } from "./adapter.js";
import { letFormsPost } from "./form-post.js";
import { type Interactions, interactionsOf } from "./interactions.js";
import { type PlainGrant, plainGrantOf } from "./plain-grant.js";
import { type ConfigurationParts, providerConfiguration, usualAlgorithm } from "./provider-configuration.js";
import { senderOf } from "./provider-request.js";

export interface ServerParts extends AdapterParts, Omit<ConfigurationParts, "settings" | "path"> {
  readonly settings: ConfigurationParts["settings"];
  readonly issuer: string;
  readonly logger: Logger;
}

export interface AuthorizationServer {
  readonly issuer: string;
  readonly settings: ServerSettings;
  readonly records: OauthRecords;
  /** By which it signs now. */
  readonly signingKey: PrivateJwk;
  readonly interactions: Interactions;
  /** Answers a request that `providerRequest` has made. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Grants what is asked for plainly; null where `answer` has to decide. */
  readonly grant: PlainGrant;
  /** What a gateway is told of an access token (RFC 7662 §2.2). */
  introspect(token: string): Promise<object>;
}

/** The authorization server of one environment, as it is set up now. */
export function createAuthorizationServer(parts: ServerParts): AuthorizationServer {
  const { issuer, clients, logger, isUnavailable } = parts;
  const provider = new Provider(issuer, {
    ...providerConfiguration({ ...parts, path: new URL(issuer).pathname }),
    adapter: adapterOf(parts),
  });

  provider.Client.prototype.compareClientSecret = async function compareClientSecret(
    this: Client,
    secret: string,
  ): Promise<boolean> {
    const { ctx } = Provider;
    const network = ctx ? senderOf(ctx.req).network : "";
    if (clients.knows(this.portico.secretHashes, secret)) return true;
    await orUnavailable(isUnavailable, () => clients.countWrongSecret(this.clientId, network));
    return false;
  };

  const failed = (error: unknown) => logger.error({ error }, "an authorization server failed");
  provider.on("server_error", (_ctx, error) => failed(error));
  // What nothing of the provider has caught: Koa tells it so.
  (provider as EventEmitter).on("error", failed);
  // Who asks, and for which address, is decided before.
  provider.proxy = true;
  letFormsPost(provider);
  return {
    issuer,
    settings: parts.settings,
    records: parts.records,
    signingKey: signingKeyOf(parts.keys),
    interactions: interactionsOf(provider),
    answer: provider.callback(),
    grant: plainGrantOf(provider, parts),
    async introspect(token) {
      const claims = await liveToken(parts, token);
      return claims ? { active: true, ...shown(claims, issuer) } : { active: false };
    },
  };
}

/** Those that sign now come first. */
function signingKeyOf(keys: readonly PrivateJwk[]): PrivateJwk {
  const key = keys.find(({ alg }) => alg === usualAlgorithm);
  if (!key) throw new Error(`There is no ${usualAlgorithm} key.`);
  return key;
}

function shown(claims: AccessTokenClaims, iss: string) {
  const { id, clientId, subject, scopes, issuedAt, expiresAt, audience, confirmation } = claims;
  return {
    ...ownClaims(claims),
    iss,
    sub: subject,
    aud: audience,
    client_id: clientId,
    scope: scopes.join(" "),
    jti: id,
    iat: issuedAt.getTime() / 1_000,
    exp: expiresAt.getTime() / 1_000,
    token_type: confirmation?.jkt ? "DPoP" : "Bearer",
    ...(confirmation && { cnf: confirmation }),
  };
}
