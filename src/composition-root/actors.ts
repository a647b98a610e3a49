import { actorOfRequest } from "../application/developer/actor-of-request.js";
import { addressRefusal } from "../application/developer/address-refusal.js";
import { admitDeveloper } from "../application/developer/admit-developer.js";
import { changePassword } from "../application/developer/change-password.js";
import { confirmMove } from "../application/developer/confirm-move.js";
import { followAddress } from "../application/developer/follow-address.js";
import { accountNotices } from "../application/notices/account-notices.js";
import { admittingAtSignIn } from "../infrastructure/identity/admitting-at-sign-in.js";
import { createBetterAuth } from "../infrastructure/identity/better-auth.js";
import { createCompanyDomains } from "../infrastructure/identity/company-email-domain.js";
import { createIdentitySource } from "../infrastructure/identity/identity-source.js";
import { knownNames } from "../infrastructure/identity/known-names.js";
import { createOidcVerifier } from "../infrastructure/identity/oidc-verifier.js";
import { OWN_ISSUER } from "../infrastructure/identity/sign-in-accounts.js";
import { createSignInPlaces } from "../infrastructure/identity/sign-in-places.js";
import { createVisitors } from "../infrastructure/identity/visitors.js";
import { createMailQueue } from "../infrastructure/jobs/job-queue.js";
import { createActorDirectory } from "../infrastructure/persistence/actor-directory.js";
import type { Services } from "./services.js";

/** Who sends a request: identity providers on one side, Portico's developers on the other. */
export function createActors(services: Services) {
  const { config, pool, orm, ids, queue, clock, links, logger, vault } = services;
  const { isPublic: isPublicDomain } = createCompanyDomains(config.domainRules);
  const mail = createMailQueue(queue, ids);
  const confirm = confirmMove(services);
  const newPassword = changePassword(services);
  const betterAuth = createBetterAuth({
    pool,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    trustedOrigins: [...config.corsOrigins],
    cookieSite: config.cookieSite,
    brandName: config.brand.name,
    clock,
    mail,
    links,
    notices: accountNotices({ mail, clock, links }),
    refuseEmail: addressRefusal(isPublicDomain),
    choosePassword: ({ userId, ...chosen }) => newPassword({ subject: `${OWN_ISSUER}|${userId}`, ...chosen }),
    moveAddress: ({ userId, ...moving }) => confirm({ subject: `${OWN_ISSUER}|${userId}`, ...moving }),
    places: createSignInPlaces(pool, vault),
    knownNames: knownNames(pool),
    rateLimit: config.environment === "test" ? "off" : "database",
    logger,
  });
  const ofRequest = actorOfRequest({
    ...services,
    operatorsNeedSecondFactor: config.environment === "production",
    identities: createIdentitySource({
      betterAuth,
      oidc: config.oidc && createOidcVerifier({ ...config.oidc, logger, clock }),
    }),
    directory: createActorDirectory(orm, new Set(config.operatorEmails)),
    admit: admitDeveloper({ ...services, isPublicDomain }),
    follow: followAddress({ ...services, isPublicDomain }),
  });
  return {
    actorOfRequest: ofRequest,
    visitors: createVisitors(betterAuth, pool),
    authHandler: admittingAtSignIn({ handler: betterAuth.handler, actorOfRequest: ofRequest, logger }),
  };
}
