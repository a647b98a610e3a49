import { type Caller, isDeveloper } from "../application/actor.js";
import { createCommands } from "../application/create-commands.js";
import type { ChangeFeed } from "../application/ports/change-feed.js";
import { viewerOf } from "../application/queries/viewer.js";
import { withStepUp } from "../application/step-up.js";
import type { GraphQLContext } from "../graphql/context.js";
import { createLoaders } from "../graphql/loaders.js";
import { createSharedReads } from "../graphql/shared-reads.js";
import { createCompanyDomains } from "../infrastructure/identity/company-email-domain.js";
import { createMailQueue } from "../infrastructure/jobs/job-queue.js";
import { readNetwork } from "../infrastructure/networks.js";
import { readPhoneNumber } from "../infrastructure/phone-numbers.js";
import { createConsistentReads } from "../infrastructure/reads/consistent-reads.js";
import { createReadModel } from "../infrastructure/reads/read-model.js";
import { issuerAt } from "./issuer-at.js";
import { seesCertificates } from "./sees-certificates.js";
import type { Services } from "./services.js";

/** Makes what every resolver gets, for one operation of `actor`. */
export function createGraphqlContexts(services: Services, changeFeed: ChangeFeed) {
  const { orm, clock } = services;
  const { isPublic: isPublicDomain } = createCompanyDomains(services.config.domainRules);
  const gathers = services.config.queryExecution === "compiled";
  const reads = createReadModel(orm, { gathers });
  const consistently = createConsistentReads(orm);
  const mail = createMailQueue(services.queue, services.ids);
  const certificates = seesCertificates(services.config);
  const commands = withStepUp(
    createCommands({
      ...services,
      mail,
      isPublicDomain,
      readPhoneNumber,
      readNetwork,
      seesCertificates: certificates,
    }),
    clock,
  );
  const sharedReads = createSharedReads();
  const issuerOf = issuerAt(services.config.publicUrl);
  return ({ actor, ...sender }: Sender): GraphQLContext => ({
    ...sender,
    actor,
    commands,
    reads,
    consistently,
    loaders: createLoaders(reads, actor && viewerOf(actor), ownOf(actor)),
    changeFeed,
    sharedReads,
    clock,
    quotas: services.quotas,
    links: services.links,
    issuerOf,
    seesCertificates: certificates,
  });
}

function ownOf(actor: Caller | null) {
  return actor && isDeveloper(actor) ? actor.own : undefined;
}

type Sender = Pick<GraphQLContext, "actor" | "identify" | "credentials" | "work" | "requestId">;
