import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Job, provisionJob } from "../../src/application/jobs.js";
import type { Id } from "../../src/domain/id.js";
import type { Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { auditOf } from "../support/race-facts.js";
import { applicationSeenBy } from "../support/race-secrets.js";
import { settled } from "../support/race-settled.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let deleted: Json;
/** The row of the deleted application as it was. */
let row: Json;
let sealed: { secrets: string[]; previews: string[] };
let dumpBefore: string;
let auditBefore: Awaited<ReturnType<typeof auditOf>>;

const query = async (sql: string, values: unknown[] = []): Promise<Json[]> =>
  (await story.services.pool.query(sql, values)).rows;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@deletion.example");
  deleted = await rotated(await registered("Ledger"));
  [{ row }] = await query("select to_jsonb(a) as row from client_application a where id = $1", [deleted.id]);
  sealed = await sealedOf(deleted.id);
  dumpBefore = await dumpDatabase(story.services.pool);
  auditBefore = await auditOf(story, deleted.id);
  await deletes(deleted);
  await settled(story);
});

afterAll(() => story.stop());

async function registered(name: string): Promise<Json> {
  const { catalogue } = story;
  const { id } = await ada.registers({
    name,
    description: "Comes and goes.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue.accounts, catalogue.transfers),
    environments: byId(catalogue.development, catalogue.uat),
  });
  return applicationSeenBy(ada, id);
}

/** With an old key and an old client secret that still work. */
async function rotated(application: Json): Promise<Json> {
  await settled(story);
  const [{ id: grantId, apiKeys }] = application.grants;
  await ada.mutate("rotateApiKey", { apiKeyId: apiKeys[0].id, overlapHours: 1 }, "__typename");
  await ada.mutate("rotateClientSecret", { grantId, overlapHours: 1 }, "__typename");
  await settled(story);
  return applicationSeenBy(ada, application.id);
}

async function deletes({ id, name }: Json): Promise<void> {
  await ada.mutate("deleteClientApplication", { clientApplicationId: id, confirmName: name }, "__typename");
}

/** Every secret's hashes and ciphertexts, and every preview, as the database holds them. */
async function sealedOf(id: string): Promise<{ secrets: string[]; previews: string[] }> {
  const grants = await query("select * from access_grant where application_id = $1", [id]);
  const keys = await query("select * from api_key where grant_id = any ($1)", [
    grants.map((grant) => grant.id),
  ]);
  const rows = [...grants, ...keys];
  const secrets = rows.flatMap((each) => [
    each.secret_hash,
    each.secret_ciphertext,
    each.retiring_secret_hash,
  ]);
  return { secrets: secrets.filter(Boolean), previews: rows.map((each) => each.secret_preview) };
}

function tablesHolding(dump: string, value: string): string[] {
  const tables = new Set<string>();
  let table = "";
  for (const line of dump.split("\n")) {
    if (!line.startsWith("{")) table = line;
    else if (line.includes(value)) tables.add(table);
  }
  return [...tables];
}

describe("R31 of a deleted application", () => {
  it("no table holds a hash or ciphertext of its secrets any longer", async () => {
    const dump = await dumpDatabase(story.services.pool);
    expect(sealed.secrets).toHaveLength(5 * 2 + 2 * 2 + 1);
    for (const value of sealed.secrets) {
      expect(tablesHolding(dumpBefore, value)).not.toEqual([]);
      expect(tablesHolding(dump, value)).toEqual([]);
    }
  });

  it("no table but the trail and the mails that quote it holds a preview of its secrets", async () => {
    const dump = await dumpDatabase(story.services.pool);
    expect(sealed.previews).toHaveLength(5 + 2);
    for (const preview of sealed.previews) {
      expect(tablesHolding(dumpBefore, preview)).not.toEqual([]);
      const left = tablesHolding(dump, preview);
      expect(["public.audit_entry", "public.mailbox_message"]).toEqual(expect.arrayContaining(left));
    }
  });

  it("no grant, key or gateway entry is left, and its trail goes on to the deletion (R33)", async () => {
    for (const table of ["access_grant", "gateway_key", "gateway_client"])
      expect(await query(`select from ${table} where application_id = $1`, [deleted.id])).toEqual([]);
    const keyIds = deleted.grants.flatMap(({ apiKeys }: Json) => apiKeys.map(({ id }: Json) => id));
    expect(await query("select from api_key where id = any ($1)", [keyIds])).toEqual([]);
    const audit = await auditOf(story, deleted.id);
    expect(audit.slice(0, -1)).toEqual(auditBefore);
    expect(audit.at(-1)?.action).toBe("DELETED");
  });

  it("the id is never used again, not even by SQL", async () => {
    const again =
      "insert into client_application select * from jsonb_populate_record(null::client_application, $1)";
    await expect(query(again, [row])).rejects.toThrow("was deleted for good");
    const { id } = await registered("Other");
    await settled(story);
    const rename = "update client_application set id = $1 where id = $2";
    await expect(query(rename, [deleted.id, id])).rejects.toThrow("was deleted for good");
    await expect(query(again, [{ ...row, id: story.services.ids.next("app") }])).resolves.toEqual([]);
  });
});

describe("R31 R33 nobody can undo", () => {
  it.each([
    ["a deletion by deleting it", "delete from deleted_client_application"],
    ["a deletion by changing its id", "update deleted_client_application set id = id || 'x'"],
    ["a deletion by changing when it was", "update deleted_client_application set deleted_at = now()"],
    ["deletions by emptying their table", "truncate deleted_client_application"],
    ["the trail by deleting entries", "delete from audit_entry"],
    ["the trail by changing entries", "update audit_entry set summary = 'did nothing'"],
    ["the trail by emptying its table", "truncate audit_entry"],
  ])("%s", async (_, sql) => {
    const client = await story.services.pool.connect();
    try {
      await client.query("begin");
      await expect(client.query(sql)).rejects.toThrow("never changed");
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("R30 R31 work that was queued for a deleted application does nothing", () => {
  const everything = () => dumpDatabase(story.services.pool, ["graphile_worker"]);

  it("when it comes late", async () => {
    const before = await everything();
    const { development, uat } = story.catalogue as Record<"development" | "uat", Id<"env">>;
    const [{ apiKeys }] = deleted.grants;
    const live = { applicationId: deleted.id, environmentId: uat, keyIds: [apiKeys[0].id] };
    const jobs: Job[] = [
      provisionJob(deleted.id, development),
      provisionJob(deleted.id, uat),
      { name: "announce-keys-live", payload: live, key: "late", priority: 0 },
    ];
    await story.services.queue.enqueue(jobs);
    await settled(story);
    expect(await everything()).toBe(before);
  });

  it("when it was queued before the deletion and nothing has been issued yet", async () => {
    await story.pauseWorker();
    const { id, name } = await registered("Never live");
    await deletes({ id, name });
    await story.resumeWorker();
    await settled(story);
    expect((await auditOf(story, id)).map(({ action }) => action)).toEqual(["REGISTERED", "DELETED"]);
    expect(await query("select from gateway_key where application_id = $1", [id])).toEqual([]);
    const subjects = (await story.services.mailbox.list(100, ada.email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.startsWith(name))).toEqual([`${name}: deleted`]);
  });
});
