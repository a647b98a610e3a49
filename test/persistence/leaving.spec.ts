import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Commands, createCommands } from "../../src/application/create-commands.js";
import { admitDeveloper } from "../../src/application/developer/admit-developer.js";
import { grantOperator } from "../../src/application/developer/grant-operator.js";
import { usualQuotas } from "../../src/domain/quotas.js";
import { createDomainProofs } from "../../src/infrastructure/domain-proofs.js";
import { createIds } from "../../src/infrastructure/ids.js";
import { readNetwork } from "../../src/infrastructure/networks.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createUnitOfWork } from "../../src/infrastructure/persistence/unit-of-work.js";
import { readPhoneNumber } from "../../src/infrastructure/phone-numbers.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { mailing } from "../support/mailing.js";
import { statementsDuring } from "../support/statements.js";

const day = 24 * 3_600_000;
let time = Date.UTC(2026, 2, 1);
const clock = { now: () => new Date(time) };
const ids = createIds();
const vault = createSecretVault(parseKeyring(generateKeyring()));

let database: TestDatabase;
let orm: Orm;
let ports: { unitOfWork: ReturnType<typeof createUnitOfWork>; clock: typeof clock; ids: typeof ids };
let commands: Commands;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
  ports = { unitOfWork: createUnitOfWork({ orm, clock, ids }), clock, ids };
  commands = createCommands({
    ...ports,
    vault,
    quotas: usualQuotas,
    ...mailing,
    isPublicDomain: () => false,
    domainProofs: createDomainProofs(),
    seesCertificates: true,
    readPhoneNumber,
    readNetwork,
  });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

// biome-ignore lint/suspicious/noExplicitAny: rows as they come
const query = (sql: string, parameters: unknown[] = []): Promise<any[]> =>
  orm.em.getConnection().execute(sql, parameters);

async function signIn(email: string) {
  const admit = admitDeveloper({ ...ports, vault, isPublicDomain: () => false });
  await admit({ subject: `idp|${ids.next("dev")}`, email, emailVerified: true }, "192.0.2.1");
  const [{ id, partner_id: partnerId }] = await query(
    "select id, partner_id from developer left join member on developer_id = id where email = ?",
    [email],
  );
  return { developerId: id, partnerId, isOperator: false, address: "192.0.2.1", email };
}

type SignedIn = Awaited<ReturnType<typeof signIn>>;

/** Ada invites Bob as often as said, who then makes as many access tokens. */
async function colleagues(domain: string, count: number): Promise<{ ada: SignedIn; bob: SignedIn }> {
  const ada = await signIn(`ada@${domain}`);
  const email = `bob@${domain}`;
  for (let index = 0; index < count; index += 1) {
    time += day;
    const { invitationId } = await commands.inviteDeveloper(ada, { email });
    if (index < count - 1) await commands.withdrawInvitation(ada, { invitationId });
  }
  const bob = await signIn(email);
  for (let index = 0; index < count; index += 1) {
    await commands.createAccessToken(bob, { name: `script ${index}`, scopes: ["READ"], expiresInDays: 365 });
  }
  return { ada, bob };
}

const erase = (who: SignedIn) => commands.deleteMyAccount(who, { confirmEmail: who.email });

/** Actions and sentences of the trail about or by somebody since `from`. */
const trail = async (from: string) =>
  (
    await query("select action, summary, actor_address from audit_entry where id > ? order by id", [from])
  ).map(({ action, summary, actor_address: address }) => [action, summary, address]);
const newest = async () => (await query("select max(id) as id from audit_entry"))[0].id;

describe("R32 the number of statements does not grow", () => {
  it.each<[string, (ada: SignedIn, bob: SignedIn) => Promise<unknown>]>([
    ["of deleting an account, with its tokens and invitations", (_, bob) => erase(bob)],
    [
      "of removing a member, with the tokens that stop",
      (ada, { developerId }) => commands.removeMember(ada, { developerId, successorId: null }),
    ],
  ])("%s", async (name, act) => {
    const counts: number[] = [];
    for (const count of [2, 25]) {
      const { ada, bob } = await colleagues(`${name.length}-${count}.example`, count);
      counts.push((await statementsDuring(() => act(ada, bob))).length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe("R33 deleting an account", () => {
  it("leaves no token, no operator and no invitation by its address, and says in the trail what it was", async () => {
    const { bob } = await colleagues("erased.example", 2);
    await grantOperator(ports)(bob.email);
    const before = await newest();
    await erase(bob);
    expect(await trail(before)).toEqual([
      ["ACCOUNT_DELETED", "deleted the account", null],
      ["MEMBER_REMOVED", "left the company", null],
      ["OPERATOR_REVOKED", "gave up being an operator", null],
    ]);
    expect(await query("select from access_token where developer_id = ?", [bob.developerId])).toEqual([]);
    expect(await query("select from operator where email = ?", [bob.email])).toEqual([]);
    const invitations = await query(
      "select id, email, accepted_at is not null as accepted, withdrawn_at is not null as withdrawn from invitation where partner_id = ? order by id",
      [bob.partnerId],
    );
    expect(invitations).toEqual([
      {
        id: expect.any(String),
        email: `${invitations[0].id}@deleted.invalid`,
        accepted: false,
        withdrawn: true,
      },
      {
        id: expect.any(String),
        email: `${invitations[1].id}@deleted.invalid`,
        accepted: true,
        withdrawn: false,
      },
    ]);
    expect(await query("select from former_member where partner_id = ?", [bob.partnerId])).toEqual([]);
    expect(
      await query("select from audit_entry where actor_id = ? and actor_address is not null", [
        bob.developerId,
      ]),
    ).toEqual([]);
  });

  it("of the only member leaves nothing of the company but the trail, invitations to others included", async () => {
    const ada = await signIn("ada@alone.example");
    await commands.inviteDeveloper(ada, { email: "nobody@alone.example" });
    const before = await newest();
    await erase(ada);
    expect(await trail(before)).toEqual([
      ["ACCOUNT_DELETED", "deleted the account", null],
      ["PARTNER_DISSOLVED", "dissolved the company of alone.example", null],
    ]);
    for (const table of ["member", "invitation", "partner_domain", "former_membership"])
      expect(await query(`select from ${table} where partner_id = ?`, [ada.partnerId])).toEqual([]);
    expect(await query("select from partner where id = ?", [ada.partnerId])).toEqual([]);
  });

  it("of somebody who was removed is no way back, also when it is done again (R9)", async () => {
    const { ada, bob } = await colleagues("removed.example", 1);
    await commands.removeMember(ada, { developerId: bob.developerId, successorId: null });
    await erase({ ...bob, partnerId: null });
    for (let again = 0; again < 2; again += 1) {
      const anew = await signIn(bob.email);
      expect(anew.partnerId).toBeNull();
      await erase(anew);
    }
    const remembered = await query("select from former_member where partner_id = ?", [ada.partnerId]);
    expect(remembered).toHaveLength(1);
  });
});

describe("R9 removing a member", () => {
  it("stops their tokens, without an entry of each", async () => {
    const { ada, bob } = await colleagues("stopped.example", 2);
    const before = await newest();
    await commands.removeMember(ada, { developerId: bob.developerId, successorId: null });
    expect((await trail(before)).map(([action]) => action)).toEqual(["MEMBER_REMOVED"]);
    const tokens = await query("select revoked_at from access_token where developer_id = ?", [
      bob.developerId,
    ]);
    expect(tokens.map(({ revoked_at: at }) => new Date(at))).toEqual([clock.now(), clock.now()]);
  });
});
