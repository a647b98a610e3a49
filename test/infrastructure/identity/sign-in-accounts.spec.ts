import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { hashOf } from "../../../src/infrastructure/identity/hashed-session-tokens.js";
import { forgetExpired, forgetUnproven } from "../../../src/infrastructure/identity/sign-in-accounts.js";
import { signInAccountsOn } from "../../support/accounts.js";
import { createTestDatabase, type TestDatabase } from "../../support/database.js";

let database: TestDatabase;
let pool: pg.Pool;
let accounts: ReturnType<typeof signInAccountsOn>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  accounts = signInAccountsOn(pool);
  for (const name of ["ada", "bob", "cyd"]) await addAccount(name);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** A developer with a user at better-auth, a session, a password and a mailed link; and one at another provider. */
async function addAccount(name: string): Promise<void> {
  const run = (statement: string) => pool.query(statement.replaceAll("NAME", name));
  await run(`insert into developer (id, email, created_at) values ('dev_NAME', 'NAME@acme.example', now())`);
  await run(`insert into developer_identity (subject, developer_id, email, created_at)
             values ('portico|NAME', 'dev_NAME', 'NAME@acme.example', now()),
                    ('https://id.example|x|NAME', 'dev_NAME', 'NAME@acme.example', now())`);
  await run(`insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
             values ('NAME', 'NAME', 'NAME@acme.example', true, now(), now())`);
  await run(`insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
             values ('acc-NAME', 'NAME', 'credential', 'NAME', 'hash of NAME', now(), now())`);
  await run(`insert into auth.session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
             values ('ses-NAME', 'token of NAME', 'NAME', now() + interval '1 day', now(), now())`);
  await run(`insert into auth.verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt")
             values ('ver-NAME', 'link of NAME', 'NAME', now() + interval '1 day', now(), now())`);
}

async function left(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from auth."user" union all select id from auth.account union all select id from auth.session
     union all select id from auth.verification order by id`,
  );
  return rows.map(({ id }) => id);
}

describe("accounts that people sign in with", () => {
  const later = new Date(Date.now() + 3_600_000);
  const emailOf = async (id: string) =>
    (await pool.query(`select email from auth."user" where id = $1`, [id])).rows[0].email;

  const passwordOf = async (id: string) =>
    (await pool.query(`select password from auth.account where "userId" = $1`, [id])).rows[0].password;

  it("R2 offer no move to whoever signs in through another provider, too", async () => {
    await addAccount("ivy");
    expect(await accounts.offerMove("dev_ivy", "ivory@acme.example", later)).toBeNull();
    await pool.query("delete from developer_identity where subject = 'portico|ivy'");
    expect(await accounts.offerMove("dev_ivy", "ivory@acme.example", later)).toBeNull();
    expect(await accounts.offerMove("dev_nobody", "ivory@acme.example", later)).toBeNull();
    await pool.query("delete from auth.verification where id = 'ver-ivy'");
    await pool.query(`delete from auth."user" where id = 'ivy'`);
  });

  it("R2 move once for each offer, and to no address that another account has", async () => {
    await addAccount("jan");
    await pool.query("delete from developer_identity where subject = 'https://id.example|x|jan'");
    const token = (await accounts.offerMove("dev_jan", "janet@acme.example", later)) ?? "";
    expect(await accounts.takeMove("dev_ada", token, new Date())).toBeNull();
    expect(await accounts.takeMove("dev_jan", token, later)).toBeNull();
    expect(await accounts.takeMove("dev_jan", token, new Date())).toBe("janet@acme.example");
    expect(await accounts.takeMove("dev_jan", token, new Date())).toBeNull();
    expect(await accounts.move("portico|jan", "ada@acme.example")).toBe(false);
    expect(await emailOf("jan")).toBe("jan@acme.example");
    expect(await accounts.move("portico|jan", "janet@acme.example")).toBe(true);
    expect([await emailOf("jan"), await emailOf("ada")]).toEqual(["janet@acme.example", "ada@acme.example"]);
    await accounts.erase("dev_jan");
  });

  it("R2 keep the last three moves that somebody has asked for, and nobody else's", async () => {
    for (const name of ["oda", "pam"]) {
      await addAccount(name);
      await pool.query("delete from developer_identity where subject = $1", [`https://id.example|x|${name}`]);
    }
    const offer = (who: "oda" | "pam", minutes: number) =>
      accounts.offerMove(
        `dev_${who}`,
        `${minutes}@acme.example`,
        new Date(later.getTime() + minutes * 60_000),
      );
    await offer("pam", 0);
    const tokens: (string | null)[] = [];
    for (const minutes of [1, 2, 3, 4]) tokens.push(await offer("oda", minutes));
    const taken = [];
    for (const token of tokens) taken.push(await accounts.takeMove("dev_oda", token ?? "", new Date()));
    expect(taken).toEqual([null, "2@acme.example", "3@acme.example", "4@acme.example"]);
    expect((await left()).filter((id) => id === "ver-oda")).toHaveLength(1);
    const { rows } = await pool.query(`select from auth.verification where value like 'move pam %'`);
    expect(rows).toHaveLength(1);
    for (const name of ["oda", "pam"] as const) await accounts.erase(`dev_${name}`);
  });

  it("R36 take a new password by a link once, and then have no session or link", async () => {
    await addAccount("kim");
    const choose = (subject: string, linkId: string) =>
      accounts.choosePassword(`portico|${subject}`, "new hash", { linkId });
    expect([await choose("ada", "ver-kim"), await choose("kim", "ver-none")]).toEqual([false, false]);
    expect((await left()).filter((id) => id.includes("kim"))).toHaveLength(4);
    await pool.query(`update auth.verification set "expiresAt" = now() where id = 'ver-kim'`);
    expect(await choose("kim", "ver-kim")).toBe(false);
    await pool.query(
      `update auth.verification set "expiresAt" = now() + interval '1 day' where id = 'ver-kim'`,
    );
    expect([await choose("kim", "ver-kim"), await choose("kim", "ver-kim")]).toEqual([true, false]);
    expect((await left()).filter((id) => id.includes("kim"))).toEqual(["acc-kim", "kim"]);
    expect(await passwordOf("kim")).toBe("new hash");
    await accounts.erase("dev_kim");
  });

  it("R36 take one by a session, which goes on under another token", async () => {
    await addAccount("lou");
    const by = { sessionId: "ses-lou", newToken: "another" };
    expect(await accounts.choosePassword("portico|ada", "new hash", by)).toBe(false);
    expect(await accounts.choosePassword("portico|lou", "new hash", by)).toBe(true);
    expect((await left()).filter((id) => id.includes("lou"))).toEqual(["acc-lou", "lou", "ses-lou"]);
    const { rows } = await pool.query(`select token, "steppedUpAt" from auth.session where id = 'ses-lou'`);
    expect(rows).toEqual([{ token: hashOf("another"), steppedUpAt: expect.any(Date) }]);
    await accounts.erase("dev_lou");
  });

  it("R36 are not stepped up by a password alone where there is an authenticator app", async () => {
    await addAccount("mel");
    await pool.query(`update auth."user" set "twoFactorEnabled" = true where id = 'mel'`);
    await accounts.choosePassword("portico|mel", "new hash", { sessionId: "ses-mel", newToken: "another" });
    const { rows } = await pool.query(`select "steppedUpAt" from auth.session where id = 'ses-mel'`);
    expect(rows).toEqual([{ steppedUpAt: null }]);
    await accounts.erase("dev_mel");
  });

  it("have a password from then on, also where there was none", async () => {
    await addAccount("nat");
    await pool.query(`delete from auth.account where "userId" = 'nat'`);
    await accounts.choosePassword("portico|nat", "new hash", { linkId: "ver-nat" });
    expect(await passwordOf("nat")).toBe("new hash");
    await accounts.erase("dev_nat");
  });

  it("R36 keep one session when every other one ends, with the links of every kind", async () => {
    await pool.query(`update auth.verification set value = '{"user":{"id":"cyd"}}' where id = 'ver-cyd'`);
    await accounts.endAccess("dev_cyd", "ses-cyd");
    expect((await left()).filter((id) => id.includes("cyd"))).toEqual(["acc-cyd", "cyd", "ses-cyd"]);
    await accounts.erase("dev_cyd");
  });

  it("R9 end every session and link of one developer, and nothing else", async () => {
    await accounts.endAccess("dev_ada", null);
    expect(await left()).toEqual(["acc-ada", "acc-bob", "ada", "bob", "ses-bob", "ver-bob"]);
  });

  it("R9 are known to be there or gone; those of other providers are not here to be gone", async () => {
    const subjects = [
      "portico|bob",
      "portico|nobody",
      "https://id.example|x|bob",
      "https://id.example|nobody",
    ];
    expect(await Promise.all(subjects.map((each) => accounts.stillHas(each)))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("are erased with password, sessions and links, and those of others stay", async () => {
    await accounts.erase("dev_bob");
    expect(await left()).toEqual(["acc-ada", "ada"]);
  });

  it("R1 vanish after 7 days when no mailbox proved them, links and sessions once they have expired", async () => {
    for (const name of ["fay", "gus"]) await addAccount(name);
    await pool.query(`update auth."user" set "emailVerified" = false where id in ('fay', 'gus')`);
    await pool.query(
      `update auth."user" set "createdAt" = now() - interval '7 days 1 minute' where id = 'fay'`,
    );
    await addAccount("hal");
    await pool.query(
      `update auth.session set "expiresAt" = now() - interval '1 minute' where "userId" = 'hal'`,
    );
    await pool.query(
      `update auth.verification set "expiresAt" = now() - interval '1 minute' where value = 'hal'`,
    );
    const before = await left();
    await forgetExpired(pool);
    const gone = ["acc-fay", "fay", "ses-fay", "ses-hal", "ver-hal"];
    expect(await left()).toEqual(before.filter((id) => !gone.includes(id)));
    for (const name of ["fay", "gus", "hal"]) await accounts.erase(`dev_${name}`);
    await pool.query("delete from auth.verification where value = 'fay'");
  });

  it("R1 are gone when no mailbox proved them", async () => {
    await addAccount("eve");
    await pool.query(`update auth."user" set "emailVerified" = false where id = 'eve'`);
    await forgetUnproven(pool);
    expect(await left()).toEqual(["acc-ada", "ada", "ver-eve"]);
  });
});

it("nothing but the adapter names the tables of better-auth", () => {
  const tables = /\bauth"?\."?(user|account|session|verification|rateLimit)\b|AUTH_SCHEMA\}|["'`^]portico\|/;
  const naming = globSync("src/**/*.ts").filter((file) => tables.test(readFileSync(file, "utf8")));
  expect(naming).toEqual(["src/infrastructure/identity/sign-in-accounts.ts"]);
});
