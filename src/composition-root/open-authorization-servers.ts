import { createHmac } from "node:crypto";
import type { ServerSettings } from "../application/ports/authorization-servers.js";
import { type ClientKnowledge, KnowledgeAway } from "../application/ports/key-knowledge.js";
import { createAccessTokenReader } from "../infrastructure/oauth/access-token-reader.js";
import { createOauthClients } from "../infrastructure/oauth/oauth-clients.js";
import { createOauthRecords } from "../infrastructure/oauth/oauth-records.js";
import { createRevokedTokens } from "../infrastructure/oauth/revoked-tokens.js";
import { createServerDirectory } from "../infrastructure/oauth/signing-keys.js";
import { type AuthorizationServers, createAuthorizationServers } from "../oauth/authorization-servers.js";
import { isUnavailable } from "./is-unavailable.js";
import { issuerAt } from "./issuer-at.js";
import { seesCertificates } from "./sees-certificates.js";
import type { Services } from "./services.js";

/** The authorization servers of all environments, each made when it is first asked for. */
export function openAuthorizationServers(
  services: Services,
  knowledge: ClientKnowledge,
): AuthorizationServers {
  const { config, pool, vault, clock, logger, keySets } = services;
  const issuerOf = issuerAt(config.publicUrl);
  const directory = createServerDirectory({ pool, vault, clock });
  const clients = createOauthClients({ knowledge, pool, vault, clock });
  const tokens = createAccessTokenReader({ pool, clock });
  const revoked = createRevokedTokens(pool);
  const cookieKeys = [createHmac("sha256", config.authSecret).update("cookies of OAuth").digest("base64url")];
  return createAuthorizationServers({
    directory,
    clock,
    async create(settings, keys) {
      // Whoever starts needs none yet.
      const { createAuthorizationServer } = await import("../oauth/authorization-server.js");
      return createAuthorizationServer({
        issuer: issuerOf(settings.slug),
        settings,
        keys,
        cookieKeys,
        brand: config.brand,
        keySets,
        seesCertificates: seesCertificates(config),
        clients,
        tokens,
        revoked,
        records: createOauthRecords(pool, vault, settings.environmentId, signedInBy(settings)),
        clock,
        logger,
        isUnavailable: (error) => error instanceof KnowledgeAway || isUnavailable(error),
      });
    },
  });
}

/** Whose names of customers are meant. */
const signedInBy = ({ endUserSignIn, signInProvider }: ServerSettings): string =>
  JSON.stringify(endUserSignIn === "SAMPLE" ? "sample" : [signInProvider?.issuer, signInProvider?.clientId]);
