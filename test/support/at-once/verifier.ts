import { randomBytes } from "node:crypto";
import { createVerification } from "../../../src/application/gateway/verify-key.js";
import { createRequestVerification } from "../../../src/application/gateway/verify-request.js";
import { clientAddressBy } from "../../../src/http/client-address.js";
import { before } from "../../../src/http/gateways/before.js";
import { createGatewayDoor } from "../../../src/http/gateways/gateway-door.js";
import { startDatabaseClock } from "../../../src/infrastructure/database/database-clock.js";
import { openPool } from "../../../src/infrastructure/database/pool.js";
import { createKeyChanges } from "../../../src/infrastructure/gateway/key-changes.js";
import { createKeyDirectory } from "../../../src/infrastructure/gateway/key-directory.js";
import { createKeyKnowledge } from "../../../src/infrastructure/gateway/key-knowledge.js";
import { createLogger } from "../../../src/infrastructure/logging.js";
import { isWithin } from "../../../src/infrastructure/networks.js";
import { parseKeyring } from "../../../src/infrastructure/secrets/keyring.js";
import { parseSecret } from "../../../src/infrastructure/secrets/secret-format.js";
import { createSecretVault } from "../../../src/infrastructure/secrets/secret-vault.js";
import { plentyOfWork } from "../work.js";

/**
 * A verifier as `portico verify` is one, in a process of its own, whose connection for changes goes another way than its
 * look-ups: what it does when that one alone fails is what a spec wants to know.
 */
// biome-ignore lint/style/noProcessEnv: what the spec gives it
const { DATABASE_URL = "", CHANGES_URL = "", SECRET_KEYS = "" } = process.env;
const logger = createLogger("warn");
const pool = openPool({ databaseUrl: DATABASE_URL, limits: { lock: 1_000, statement: 1_000 }, logger });
const knowledge = createKeyKnowledge({
  directory: createKeyDirectory(pool),
  changesTo: (onChange) => createKeyChanges({ databaseUrl: CHANGES_URL, logger, onChange }),
  vault: createSecretVault(parseKeyring(SECRET_KEYS), randomBytes),
  knowsRetired: () => true,
  logger,
});
await knowledge.changes.start();
const verification = createVerification({
  knowledge,
  clock: await startDatabaseClock({ pool, logger }),
  isWellFormed: (kind, text) => parseSecret(text)?.kind === kind,
  isWithin,
});
const noTokens = { isOurs: () => false, read: async () => null };
const door = createGatewayDoor({
  verification,
  verifyRequest: createRequestVerification({
    verification,
    knowledge,
    tokens: noTokens,
    proofs: { proves: async () => false },
  }),
  budget: plentyOfWork(),
  clientAddress: clientAddressBy([]),
  certificateOf: () => null,
  isHttps: false,
  logger,
  onAnswer: () => {},
});
const server = before(door)((_request, response) => void response.writeHead(404).end(), {});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening on ${typeof address === "object" && address ? address.port : 0}.`);
});
