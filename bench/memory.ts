/** How much memory remembered keys take: by `node --expose-gc`, in a process of its own. Prints bytes for each key. */
import { randomBytes } from "node:crypto";
import { typeid } from "typeid-js";
import type { KeyChanges } from "../src/infrastructure/gateway/key-changes.js";
import type { KeyRow } from "../src/infrastructure/gateway/key-directory.js";
import { createKeyKnowledge } from "../src/infrastructure/gateway/key-knowledge.js";
import type { KnownProduct } from "../src/infrastructure/gateway/products.js";

/** As many as a process remembers. */
const count = 250_000;

/** As a driver reads it: a string of its own. */
const read = (text: string) => Buffer.from(text).toString("utf8");
const ids = { env: typeid("env").toString(), prd: typeid("prd").toString() };
const licence = {
  product: "digital-banking",
  products: new Set(["accounts", "digital-banking", "transfers"]),
  apis: new Set(["accounts@v1", "transfers@v1"]),
};

/** Each of an application and a company of its own. */
function row(): KeyRow {
  const texts = ["key", "grt", "app", "prt"].map((kind) => read(typeid(kind).toString()));
  return {
    ...{ apiKeyId: texts[0], grantId: texts[1], applicationId: texts[2], partnerId: texts[3] },
    ...{ applicationName: read("Ledger of Acme"), environmentId: read(ids.env), productId: read(ids.prd) },
    ...{ provisionedAt: new Date(), revokedAt: null, expiresAt: null, deactivatedAt: null },
    ...{ networks: [], isPartnerSuspended: false, verdict: "APPROVED", given: [] },
  } as unknown as KeyRow;
}

const heard: KeyChanges = {
  span: { provenAt: 0 },
  isProven: () => true,
  proof: async () => true,
  start: async () => {},
  close: async () => {},
};
const product = { id: ids.prd, licence, ratePlans: [] } as unknown as KnownProduct;
const knowledge = createKeyKnowledge({
  directory: {
    gateway: async () => null,
    key: async () => row(),
    products: async () => new Map([[product.id, product]]),
    token: async () => null,
    client: async () => null,
    forgetCatalogue: () => {},
  },
  changesTo: () => heard,
  vault: { lookupHashes: (clear) => [clear] },
  knowsRetired: () => true,
  logger: { info() {}, warn() {}, error() {}, debug() {} } as never,
});

const used = () => {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};
await knowledge.key("one", false);
const before = used();
for (let made = 1; made < count; made += 1) await knowledge.key(randomBytes(32).toString("base64url"), false);
process.stdout.write(`${Math.round((used() - before) / (knowledge.size() - 1))}\n`);
