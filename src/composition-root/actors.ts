import { GraphQLError } from "graphql";
import type { Actor } from "../application/actor.js";
import { addressRefusal } from "../application/developer/address-refusal.js";
import { admitDeveloper } from "../application/developer/admit-developer.js";
import { actorOf } from "../application/developer/sign-in.js";
import { DomainError } from "../domain/domain-error.js";
import { createBetterAuth } from "../infrastructure/identity/better-auth.js";
import { createCompanyDomains } from "../infrastructure/identity/company-email-domain.js";
import { bearerToken, createIdentitySource } from "../infrastructure/identity/identity-source.js";
import { createOidcVerifier } from "../infrastructure/identity/oidc-verifier.js";
import { createMailQueue } from "../infrastructure/jobs/job-queue.js";
import { createActorDirectory } from "../infrastructure/persistence/actor-directory.js";
import { parseSecret } from "../infrastructure/secrets/secret-format.js";
import type { Services } from "./services.js";

/** Who sends a request: identity providers on one side, Portico's developers on the other. */
export function createActors({
  config,
  pool,
  orm,
  ids,
  queue,
  unitOfWork,
  vault,
  clock,
  links,
  logger,
  tokenUse,
}: Services) {
  const companyDomains = createCompanyDomains();
  const isPublicDomain = companyDomains.isPublic;
  const betterAuth = createBetterAuth({
    pool,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    trustedOrigins: [...config.corsOrigins],
    mail: createMailQueue(queue, ids),
    links,
    refuseEmail: addressRefusal(isPublicDomain),
    rateLimit: config.environment === "test" ? "off" : "database",
    logger,
  });
  const oidc = config.oidc && createOidcVerifier({ ...config.oidc, logger });
  const identities = createIdentitySource({ betterAuth, oidc });
  const directory = createActorDirectory(orm, new Set(config.operatorEmails));
  const admit = admitDeveloper({ unitOfWork, clock, ids, vault, isPublicDomain });
  const actorFor = actorOf({ directory, admit });
  const byToken = async (token: string, address: string): Promise<Actor | null> => {
    const found = await directory.findByAccessToken(vault.lookupHashes(token), clock.now());
    if (found?.token) tokenUse.note(found.token.id, clock.now());
    return found && { ...found, address };
  };
  const of = async (headers: Headers, address: string): Promise<Actor | null> => {
    const token = bearerToken(headers);
    if (token && parseSecret(token)?.kind === "pat") return byToken(token, address);
    const identity = await identities.identify(headers);
    if (!identity) return null;
    try {
      return await actorFor(identity, address);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [problem] = error.problems;
      throw new GraphQLError(problem?.message ?? "You cannot sign in.", {
        extensions: { code: "FORBIDDEN", http: { status: 403 } },
      });
    }
  };
  return {
    of,
    /** With the first verified sign-in a developer comes into being (R1 to R5); if that fails, his next request tries again. */
    async authHandler(request: Request, clientIp: string): Promise<Response> {
      const response = await betterAuth.handler(request, clientIp);
      const cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(";", 1)[0])
        .join("; ");
      if (cookie) {
        await of(new Headers({ cookie }), clientIp).catch((error) =>
          logger.warn({ error }, "a developer who signed in was not admitted"),
        );
      }
      return response;
    },
  };
}
