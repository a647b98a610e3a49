import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  openServices,
  type Services,
  startWebProcess,
  withSecrets,
} from "../../src/composition-root/index.js";
import { parseConfig } from "../../src/config.js";
import type { Id } from "../../src/domain/id.js";
import { freePort } from "../../src/infrastructure/free-port.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import { createLogger } from "../../src/infrastructure/logging.js";
import { parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { type ResealProgress, reseal } from "../../src/infrastructure/secrets/reseal.js";
import { sealedColumns } from "../../src/infrastructure/secrets/sealed-columns.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { Client } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { unthrottled } from "../support/work.js";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [k1, k2, k3] = [key("k1"), key("k2"), key("k3")];
const authSecret = randomBytes(32).toString("base64url");

let story: Story;
let ada: Person;
let token: string;
/** The keys in clear, by id, and where they are for. */
const clear = new Map<string, string>();

beforeAll(async () => {
  story = await startStory({ settings: { SECRET_KEYS: k1, AUTH_SECRET: authSecret } });
  ada = await story.readyDeveloper("ada@reseal.example");
  const { accounts, transfers, development } = story.catalogue;
  const application = await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(accounts, transfers),
    environments: byId(development),
  });
  const { pool } = story.services;
  await eventually(async () => {
    const { rows } = await pool.query("select from api_key where provisioned_at is null");
    return rows.length === 0;
  });
  for (const { id } of application.grants[0].apiKeys) clear.set(id, await revealed(ada, id));
  const input = { name: "CI", scopes: ["SECRETS"], expiresInDays: 1 };
  token = (await ada.mutate("createAccessToken", input, "value")).value;
});

afterAll(() => story.stop());

const revealed = async (by: Client, apiKeyId: string): Promise<string> =>
  (await by.mutate("revealApiKey", { apiKeyId }, "value")).value;

/** Another web process on the same database. */
async function withKeys<T>(keys: string, work: (services: Services, by: Client) => Promise<T>): Promise<T> {
  const env = {
    NODE_ENV: "test",
    PORT: String(await freePort()),
    LOG_LEVEL: "silent",
    DATABASE_URL: story.services.databaseUrl,
    SECRET_KEYS: keys,
    AUTH_SECRET: authSecret,
    ...unthrottled,
  };
  const config = await withSecrets(parseConfig(env));
  const services = await openServices(config, story.services.databaseUrl, createLogger("silent"));
  const web = await startWebProcess(services);
  try {
    return await work(services, Object.assign(new Client(config.publicUrl), { token }));
  } finally {
    await web.stop();
    await services.close();
  }
}

const partsOf = (services: Services, onProgress: (progress: ResealProgress) => void = () => {}) => ({
  ...services,
  now: new Date(),
  onProgress,
});

/** Everything that was given out still works for a process with these keys. */
async function allWorks(services: Services, by: Client): Promise<void> {
  const gateway = createBuiltInGateway(services.orm);
  for (const [id, value] of clear) {
    expect(await revealed(by, id)).toBe(value);
    const hashes = services.vault.lookupHashes(value);
    const found = await gateway.verify(story.catalogue.development as Id<"env">, hashes, new Date());
    expect(found?.apiKeyId).toBe(id);
  }
}

const keyIds = async () => {
  const { rows } = await story.services.pool.query(
    "select distinct secret_key_id as id from api_key union select secret_key_id from access_grant",
  );
  return rows.map(({ id }) => id);
};

describe("R34 a key of the keyring is retired while the product runs", () => {
  it("and everything that was given out still works without it, access tokens too", async () => {
    expect(await keyIds()).toEqual(["k1"]);
    await withKeys(`${k2},${k1}`, async (services, by) => {
      const seen: ResealProgress[] = [];
      const result = await reseal({ ...partsOf(services, (each) => seen.push(each)), batch: 1 });
      expect(result).toEqual({ currentId: "k2", retirable: ["k1"], unopened: [] });
      expect(seen.filter(({ table }) => table === "api_key")).toEqual([
        { table: "api_key", done: 1, total: 2 },
        { table: "api_key", done: 2, total: 2 },
      ]);
      await allWorks(services, by);
    });
    expect(await keyIds()).toEqual(["k2"]);
    await withKeys(k2, allWorks);
  });

  it("and so is the next one, with what is left of the first", async () => {
    await withKeys(`${k3},${k2}`, async (services) => {
      expect(await reseal(partsOf(services))).toMatchObject({ retirable: ["k2"], unopened: [] });
    });
    await withKeys(k3, allWorks);
  });

  it("but not before everything that it sealed could be opened", async () => {
    const { pool, config } = story.services;
    expect(config.secretKeys).toBe(k1);
    await pool.query("update api_key set secret_key_id = 'lost' where id = $1", [[...clear.keys()][0]]);
    const keyring = parseKeyring(`${k3},${k2}`);
    const parts = { pool, keyring, vault: createSecretVault(keyring), now: new Date(), onProgress: () => {} };
    const result = await reseal(parts);
    expect(result.unopened).toEqual([{ table: "api_key", keyId: "lost", count: 1 }]);
    await pool.query("update api_key set secret_key_id = 'k3' where id = $1", [[...clear.keys()][0]]);
  });
});

it("R34 every column that holds a ciphertext is known, so that none is lost with its key", async () => {
  const { rows } = await story.services.pool.query(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name ~ 'cipher|sealed|encrypted' order by 1`,
  );
  const known = sealedColumns.map(({ table, ciphertext }) => `${table}.${ciphertext}`);
  expect(rows.map(({ name }) => name)).toEqual(known.sort());
});

it("R34 what is changed at the same moment keeps that change", async () => {
  const { pool } = story.services;
  const keyring = parseKeyring(`${k2},${k3}`);
  const vault = createSecretVault(keyring);
  const [id = ""] = clear.keys();
  const changed = vault.seal("changed meanwhile", id);
  let isChanged = false;
  const meanwhile = {
    ...vault,
    seal(text: string, rowId: string) {
      if (rowId === id) isChanged = true;
      return vault.seal(text, rowId);
    },
  };
  const slowPool = {
    query: async (text: string, values: unknown[]) => {
      if (/^update api_key/.test(text.trim()) && isChanged) {
        isChanged = false;
        await pool.query("update api_key set secret_ciphertext = $1, secret_key_id = $2 where id = $3", [
          changed.ciphertext,
          changed.keyId,
          id,
        ]);
      }
      return pool.query(text, values);
    },
  } as typeof pool;
  await reseal({ pool: slowPool, keyring, vault: meanwhile, now: new Date(), onProgress: () => {} });
  const { rows } = await pool.query("select secret_ciphertext from api_key where id = $1", [id]);
  expect(rows).toEqual([{ secret_ciphertext: changed.ciphertext }]);
});
