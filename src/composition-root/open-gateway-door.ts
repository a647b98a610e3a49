import { createVerification, type Verification } from "../application/gateway/verify-key.js";
import { createRequestVerification } from "../application/gateway/verify-request.js";
import { withRateLimits } from "../application/gateway/with-rate-limits.js";
import type { AccessTokenReader } from "../application/ports/authorization-servers.js";
import type { Clock } from "../application/ports/clock.js";
import { type ClientKnowledge, KnowledgeAway } from "../application/ports/key-knowledge.js";
import type { Logger } from "../application/ports/logger.js";
import type { SecretVault } from "../application/ports/secret-vault.js";
import type { WorkBudget } from "../application/ports/work-budget.js";
import type { Config } from "../config.js";
import { clientAddressBy } from "../http/client-address.js";
import { clientCertificateBy } from "../http/client-certificate.js";
import { createGatewayDoor, type GatewayDoor } from "../http/gateways/gateway-door.js";
import type { Metrics } from "../http/metrics.js";
import { isDatabaseAway } from "../infrastructure/database/is-database-away.js";
import { openPool } from "../infrastructure/database/pool.js";
import { createGatewayTokenUse } from "../infrastructure/gateway/gateway-token-use.js";
import { createKeyChanges } from "../infrastructure/gateway/key-changes.js";
import { createKeyDirectory } from "../infrastructure/gateway/key-directory.js";
import { createKeyKnowledge } from "../infrastructure/gateway/key-knowledge.js";
import { createKeyUsage } from "../infrastructure/gateway/key-usage.js";
import { isWithin } from "../infrastructure/networks.js";
import { createAccessTokenReader } from "../infrastructure/oauth/access-token-reader.js";
import { createPossessionProofs } from "../infrastructure/oauth/possession-proofs.js";
import { parseSecret } from "../infrastructure/secrets/secret-format.js";
import { closeAll } from "./close-all.js";
import { openRateLimits } from "./open-rate-limits.js";

export interface GatewayDoorParts {
  readonly config: Pick<
    Config,
    "publicUrl" | "trustedProxies" | "clientCertificateHeader" | "redisUrl" | "verifyingProcesses"
  >;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly vault: SecretVault;
  readonly knowsRetiredKeys: () => boolean;
  readonly budget: WorkBudget;
  readonly metrics: Metrics;
}

/** In ms: a gateway has no use for an answer that takes longer. */
const limits = { lock: 1_000, statement: 1_000 };

/** What answers gateways, in whatever process: it has connections of its own, so that nothing else keeps it waiting. */
export async function openGatewayDoor(parts: GatewayDoorParts): Promise<{
  readonly door: GatewayDoor;
  readonly gatewayOf: Verification["gatewayOf"];
  readonly clients: ClientKnowledge;
  /** Has it hear of changes of keys, whether the database is there or not; before the process serves. */
  start(): Promise<void>;
  /** In the log, once the process serves. */
  sayHowRatesAreCounted(): void;
  close(): Promise<void>;
}> {
  const { config, databaseUrl, logger, clock, vault, budget, metrics } = parts;
  const pool = openPool({ databaseUrl, limits, logger });
  const knowledge = createKeyKnowledge({
    directory: createKeyDirectory(pool),
    changesTo: (onChange) => createKeyChanges({ databaseUrl, logger, onChange }),
    vault,
    knowsRetired: parts.knowsRetiredKeys,
    logger,
  });
  const use = createGatewayTokenUse(pool, logger);
  const usage = createKeyUsage(pool, logger);
  const verification = createVerification({
    knowledge,
    clock,
    isWellFormed: (kind, text) => parseSecret(text)?.kind === kind,
    isWithin,
  });
  const proofs = createPossessionProofs(clock);
  const tokens = whenAway(createAccessTokenReader({ pool, clock }));
  const verifyRequest = createRequestVerification({ verification, knowledge, tokens, proofs });
  const rates = await openRateLimits(config, logger);
  const door = createGatewayDoor({
    verification: { ...verification, verify: withRateLimits(verification.verify, rates.limits) },
    verifyRequest: withRateLimits(verifyRequest, rates.limits),
    budget,
    clientAddress: clientAddressBy(config.trustedProxies),
    certificateOf: clientCertificateBy(config.trustedProxies, config.clientCertificateHeader),
    isHttps: config.publicUrl.startsWith("https:"),
    logger,
    onAnswer({ code, key }, { tokenId }) {
      const now = clock.now();
      metrics.keyVerified(code);
      use.note(tokenId, now);
      if (key) usage.note(key, code, now);
    },
  });
  const { gatewayOf } = verification;
  const close = () =>
    closeAll([() => pool.end(), knowledge.changes.close, use.flush, usage.close, rates.close]);
  const { start } = knowledge.changes;
  return { door, gatewayOf, clients: knowledge, start, sayHowRatesAreCounted: rates.say, close };
}

/** Without its keys, nothing can be said of a token. */
function whenAway({ isOurs, read }: AccessTokenReader): AccessTokenReader {
  return {
    isOurs,
    async read(environment, token) {
      try {
        return await read(environment, token);
      } catch (error) {
        throw isDatabaseAway(error) ? new KnowledgeAway() : error;
      }
    },
  };
}
