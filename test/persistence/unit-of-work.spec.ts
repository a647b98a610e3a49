import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { ActorId } from "../../src/application/actor-id.js";
import { createCommands } from "../../src/application/create-commands.js";
import { admitDeveloper } from "../../src/application/developer/admit-developer.js";
import type { Ids } from "../../src/application/ports/ids.js";
import type { UnitOfWork } from "../../src/application/ports/unit-of-work.js";
import { reconcileEnvironment } from "../../src/application/provisioning/reconcile-environment.js";
import type { DesiredAccess } from "../../src/domain/client-application/desired-access.js";
import type { Registration } from "../../src/domain/client-application/registration.js";
import type { Id } from "../../src/domain/id.js";
import { platformConsole } from "../../src/domain/operator.js";
import { usualQuotas } from "../../src/domain/quotas.js";
import { createIds } from "../../src/infrastructure/ids.js";
import { readNetwork } from "../../src/infrastructure/networks.js";
import {
  ApiEnvironmentRow,
  ApiProductRow,
  TermsRow,
} from "../../src/infrastructure/persistence/entities/catalogue.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { createUnitOfWork } from "../../src/infrastructure/persistence/unit-of-work.js";
import { readPhoneNumber } from "../../src/infrastructure/phone-numbers.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import {
  accounts,
  catalogueState,
  development,
  now,
  onceOnly,
  production,
  registration,
  terms,
  transfers,
} from "../support/domain.js";
import { emptyStore, inMemoryUnitOfWork } from "../support/in-memory-unit-of-work.js";
import { mailing } from "../support/mailing.js";

const ids: Ids = createIds();
const clock = { now: () => now };
const vault = createSecretVault(parseKeyring(generateKeyring()));
const isPublicDomain = () => false;
let texts: string[] = [];
const domainProofs = { newChallenge: () => "challenge", texts: async () => texts };

interface Subject {
  unitOfWork: UnitOfWork;
  audit(): Promise<{ action: string; summary: string; actorId: ActorId | null }[]>;
  jobs(): Promise<string[]>;
}

let database: TestDatabase;
let orm: Orm;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
  await addCatalogue(orm);
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

describe.each<[string, () => Promise<Subject>]>([
  ["in memory", async () => inMemory()],
  ["on PostgreSQL", async () => onPostgres()],
])("the unit of work %s", (_, open) => {
  let subject: Subject;
  let domain: string;

  beforeEach(async () => {
    subject = await open();
    domain = `${ids.next("prt").replace("_", "-")}.example`;
  });

  const admit = (subject: Subject) =>
    admitDeveloper({ unitOfWork: subject.unitOfWork, clock, ids, vault, isPublicDomain: () => false });

  const commandsAt = (at: typeof clock) =>
    createCommands({
      unitOfWork: subject.unitOfWork,
      clock: at,
      ids,
      vault,
      quotas: usualQuotas,
      ...mailing,
      isPublicDomain,
      domainProofs,
      seesCertificates: true,
      readPhoneNumber,
      readNetwork,
    });

  async function signIn(
    name: string,
  ): Promise<{ developerId: Id<"dev">; partnerId: Id<"prt">; isOperator: boolean; address: null }> {
    await admit(subject)(
      { subject: `idp|${name}@${domain}`, email: `${name}@${domain}`, emailVerified: true },
      null,
    );
    const system = { developerId: null, address: null };
    const developerId = await subject.unitOfWork.run(system, async ({ developers }) => {
      return (await developers.findBySubject(`idp|${name}@${domain}`))?.id ?? "dev_";
    });
    const partnerId = await subject.unitOfWork.run(system, async ({ partners }) => {
      return (await partners.lockByDomain(domain, { email: `${name}@${domain}`, hashes: [] }))?.id ?? "prt_";
    });
    return { developerId, partnerId, isOperator: false, address: null };
  }

  async function readyDeveloper(name: string) {
    const actor = await signIn(name);
    const commands = commandsAt(clock);
    await commands.updateProfile(actor, { givenName: "Ada", familyName: "Byron", jobTitle: "Engineer" });
    await commands.acceptTerms(actor, { version: terms.version });
    const company = {
      legalName: "Acme",
      website: "https://acme.example",
      country: "NL",
      contactEmail: "it@acme.example",
    };
    await commands.updateCompanyDetails(actor, company);
    return { actor, commands };
  }

  const load = (applicationId: Id<"app">) =>
    subject.unitOfWork.run({ developerId: null, address: null }, async ({ applications }) => {
      return (await applications.lock(applicationId))?.state ?? null;
    });

  const provision = (
    applicationId: Id<"app">,
    apply: (access: DesiredAccess) => Promise<void> = async () => {},
  ) =>
    reconcileEnvironment({
      unitOfWork: subject.unitOfWork,
      gateway: { apply: (_environment, _application, access) => apply(access) },
      vault,
      clock,
      ids,
    })({ applicationId, environmentId: development.id });

  it("gives back what was saved", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    const given: Registration = { ...registration, environmentIds: [development.id, production.id] };
    const { clientApplicationId } = await commands.registerClientApplication(actor, given);
    const state = await load(clientApplicationId);
    const { environmentIds: _, ...details } = given;
    expect(state).toMatchObject({
      ...details,
      ownerId: actor.developerId,
      partnerId: actor.partnerId,
      version: 1,
    });
    expect(state?.grants).toMatchObject([
      { environmentId: development.id, requests: [{ decision: { verdict: "APPROVED" } }] },
      { environmentId: production.id, requests: [{ decision: null }] },
    ]);
    expect(state?.grants.map(({ keys }) => keys.length)).toEqual([2, 2]);
  });

  it("R5 founds one partner when two developers of a new domain arrive at the same moment", async () => {
    const [ada, bob] = await Promise.all([signIn("ada"), signIn("bob"), signIn("ada")]);
    expect(ada?.partnerId).not.toBe("");
    expect(bob?.partnerId).toBe(ada?.partnerId);
  });

  it("R11 lets exactly one of two simultaneous registrations of a name succeed", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    // The last is written in Cyrillic letters that look the same.
    const attempts = ["Scope", " SCOPE ", "scope", "Ѕсоре"].map((name) =>
      commands.registerClientApplication(actor, { ...registration, name }),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected")
        expect(outcome.reason.problems).toMatchObject([{ code: "NAME_TAKEN", path: ["name"] }]);
    }
  });

  it("R32 R33 keeps state, audit entry and queued work together", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    await commands.registerClientApplication(actor, registration);
    const before = { audit: await subject.audit(), jobs: await subject.jobs() };
    expect(before.audit.map(({ action }) => action)).toEqual([
      "PARTNER_FOUNDED",
      "PROFILE_UPDATED",
      "TERMS_ACCEPTED",
      "COMPANY_DETAILS_UPDATED",
      "REGISTERED",
    ]);
    expect(before.audit.every(({ actorId }) => actorId === actor.developerId)).toBe(true);
    expect(before.jobs).toEqual(["provision"]);

    await expect(commands.registerClientApplication(actor, registration)).rejects.toThrow("NAME_TAKEN");
    expect({ audit: await subject.audit(), jobs: await subject.jobs() }).toEqual(before);
  });

  it("R33 calls everything by the name that it had when it happened", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    const { clientApplicationId } = await commands.registerClientApplication(actor, registration);
    const changes = { name: "Books", productIds: [accounts.id], environmentIds: [onceOnly.id] };
    await commands.editClientApplication(actor, { clientApplicationId, expectedVersion: 1, ...changes });
    await commands.deleteClientApplication(actor, { clientApplicationId, confirmName: "Books" });
    expect((await subject.audit()).slice(-3).map(({ summary }) => summary)).toEqual([
      `registered Ledger for ${development.name}`,
      `edited Ledger: name, to Books; added ${onceOnly.name}; removed ${transfers.name}, ${development.name}`,
      "deleted Books for good",
    ]);
  });

  it("R16 R30 provisions to the same result, however often it is tried and wherever it fails", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    const { clientApplicationId } = await commands.registerClientApplication(actor, registration);
    const pushed: DesiredAccess[] = [];
    await expect(
      provision(clientApplicationId, async (access) => {
        pushed.push(access);
        throw new Error("The gateway is down.");
      }),
    ).rejects.toThrow("down");
    await provision(clientApplicationId, async (access) => void pushed.push(access));
    await provision(clientApplicationId, async (access) => void pushed.push(access));
    expect(pushed[0]?.keys).toHaveLength(2);
    expect(pushed[1]).toEqual(pushed[0]);
    expect(pushed[2]).toEqual(pushed[0]);
    const announcements = (await subject.jobs()).filter((name) => name === "announce-keys-live");
    expect(announcements).toHaveLength(1);
  });

  it("R25 R28 R31 saves what is added, rotated and removed, and forgets what is deleted", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    const { clientApplicationId } = await commands.registerClientApplication(actor, registration);
    await provision(clientApplicationId);
    const [before] = (await load(clientApplicationId))?.grants ?? [];
    await commands.rotateClientSecret(actor, { grantId: before?.id ?? "grt_", overlapHours: 1 });
    const changes = { productIds: [accounts.id], environmentIds: [development.id, onceOnly.id] };
    await commands.editClientApplication(actor, { clientApplicationId, expectedVersion: 2, ...changes });
    const after = await load(clientApplicationId);
    expect(after).toMatchObject({ version: 3, productIds: [accounts.id] });
    expect(after?.grants.map(({ environmentId }) => environmentId)).toEqual(changes.environmentIds);
    expect(after?.grants[0]?.keys).toEqual(before?.keys.slice(0, 1));
    expect(after?.grants[0]?.credentials?.retiring).toEqual({
      hash: before?.credentials?.secret?.hash,
      expiresAt: new Date(now.getTime() + 3_600_000),
      leakedAt: null,
    });
    await commands.deleteClientApplication(actor, { clientApplicationId, confirmName: registration.name });
    expect(await load(clientApplicationId)).toBeNull();
    await commands.registerClientApplication(actor, registration);
  });

  it("R9 R33 forgets an account, and the company of whoever was alone in it", async () => {
    const bob = await signIn("bob");
    await subject.unitOfWork.run({ developerId: null, address: null }, async ({ operators }) => {
      (await operators.lock(`bob@${domain}`)).grant(platformConsole(), now);
    });
    const commands = commandsAt(clock);
    const token = { name: "script", scopes: ["READ"], expiresInDays: 1 } as const;
    const { accessTokenId } = await commands.createAccessToken(bob, token);
    await commands.deleteMyAccount(bob, { confirmEmail: `BOB@${domain}` });
    expect(
      (await subject.audit())
        .map(({ action }) => action)
        .slice(-3)
        .sort(),
    ).toEqual(["ACCOUNT_DELETED", "OPERATOR_REVOKED", "PARTNER_DISSOLVED"]);
    await subject.unitOfWork.run({ developerId: null, address: null }, async (transaction) => {
      const { developers, partners, operators, accessTokens } = transaction;
      expect((await operators.lock(`bob@${domain}`)).state.grantedAt).toBeNull();
      expect(await accessTokens.lock(accessTokenId, bob)).toBeNull();
      expect(await developers.findBySubject(`idp|bob@${domain}`)).toBeNull();
      expect(await partners.lock(bob.partnerId, [])).toBeNull();
    });
    const anew = await signIn("bob");
    expect(anew.developerId).not.toBe(bob.developerId);
    expect(anew.partnerId).not.toBe(bob.partnerId);
  });

  it("R19 R34 opens what it sealed, for the owner", async () => {
    const { actor, commands } = await readyDeveloper("ada");
    const { clientApplicationId } = await commands.registerClientApplication(actor, registration);
    await provision(clientApplicationId);
    const state = await load(clientApplicationId);
    const [grant] = state?.grants ?? [];
    const [key] = grant?.keys ?? [];
    const shownKey = await commands.revealApiKey(actor, { apiKeyId: key?.id ?? "key_" });
    const shownSecret = await commands.revealClientSecret(actor, { grantId: grant?.id ?? "grt_" });
    expect(shownKey.value).toMatch(/^ptc_key_development_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(shownSecret.value).toMatch(/^ptc_sec_development_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(vault.lookupHashes(shownKey.value)).toContain(key?.secret?.hash);
    expect(JSON.stringify(state)).not.toContain(shownKey.value);

    const colleague = await signIn("bob");
    await expect(commands.revealApiKey(colleague, { apiKeyId: key?.id ?? "key_" })).rejects.toThrow(
      "NOT_AN_OWNER",
    );
    await expect(commands.revealApiKey(actor, { apiKeyId: "key_unknown" })).rejects.toThrow("NOT_FOUND");
  });

  it("R5 R38 keeps what is proven of a domain, which then is the partner's and nobody else's", async () => {
    const [one, other] = [await readyDeveloper("ada"), domain];
    const wanted = { domain: `further-${domain}` };
    texts = [];
    const { record } = await one.commands.proveDomain(one.actor, wanted);
    await expect(one.commands.proveDomain(one.actor, wanted)).rejects.toThrow("DOMAIN_NOT_PROVEN");
    const proofs = () =>
      subject.unitOfWork.run({ developerId: null, address: null }, async ({ partners }) => {
        const partner = await partners.lockForProof(one.actor.partnerId, []);
        return partner?.state.domainProofs;
      });
    const proof = { ...wanted, challenge: "challenge", requestedAt: now, lookedUpAt: now };
    expect(await proofs()).toEqual([{ ...proof, provenAt: null }]);
    texts = [record.value];
    const later = { now: () => new Date(now.getTime() + 3_600_000) };
    const commands = commandsAt(later);
    await commands.proveDomain(one.actor, wanted);
    expect(await proofs()).toEqual([{ ...proof, lookedUpAt: later.now(), provenAt: later.now() }]);
    const holders = await subject.unitOfWork.run({ developerId: null, address: null }, async ({ partners }) =>
      Promise.all([
        partners.holderOf(wanted.domain),
        partners.holderOf(other),
        partners.holderOf("no.example"),
      ]),
    );
    expect(holders).toEqual([one.actor.partnerId, one.actor.partnerId, null]);
  });

  it("R33 calls a product and an environment by the name that they had when it happened", async () => {
    const commands = commandsAt(clock);
    const operator = { developerId: ids.next("dev"), partnerId: null, isOperator: true, address: null };
    const product = {
      slug: "cards",
      name: "Cards",
      description: "Cards.",
      apis: [],
      embedIds: [],
      ratePlans: [],
    };
    const { apiProductId } = await commands.createApiProduct(operator, product);
    await commands.updateApiProduct(operator, { apiProductId, name: "Payment cards", isOpen: false });
    const { name, accessPolicy, secretRetrieval } = development;
    const apiBaseUrl = "https://api.example";
    const place = {
      name,
      institution: "Acme Bank",
      tier: "UAT",
      apiBaseUrl,
      accessPolicy,
      secretRetrieval,
      verificationWhenUnavailable: "REFUSE",
      endUserSignIn: "INSTITUTION",
      signInProvider: null,
      oauthProfile: "STANDARD",
      keyLifetimes: [],
      whenKeyLeaks: "TELL",
    } as const;
    const { apiEnvironmentId } = await commands.createApiEnvironment(operator, {
      slug: "acceptance",
      ...place,
    });
    await commands.updateApiEnvironment(operator, { apiEnvironmentId, name: "Acceptance" });
    expect((await subject.audit()).map(({ summary }) => summary)).toEqual([
      "created the API product Cards",
      "updated the API product Cards: name, isOpen",
      `created the environment ${name}`,
      `updated the environment ${name}: name`,
    ]);
  });
});

function inMemory(): Subject {
  const unitOfWork = inMemoryUnitOfWork(emptyStore(catalogueState));
  return {
    unitOfWork,
    audit: async () => unitOfWork.store().audit,
    jobs: async () => unitOfWork.store().jobs.map(({ name }) => name),
  };
}

async function onPostgres(): Promise<Subject> {
  const since = (
    await orm.em
      .getConnection()
      .execute<{ id: string }[]>("select coalesce(max(id), '') as id from audit_entry")
  )[0];
  await orm.em.getConnection().execute("delete from graphile_worker._private_jobs");
  return {
    unitOfWork: createUnitOfWork({ orm, clock, ids }),
    audit: () =>
      orm.em
        .getConnection()
        .execute(`select action, summary, actor_id as "actorId" from audit_entry where id > ? order by id`, [
          since?.id ?? "",
        ]),
    jobs: async () => {
      const rows = await orm.em
        .getConnection()
        .execute<{ name: string }[]>("select task_identifier as name from graphile_worker.jobs order by id");
      return rows.map(({ name }) => name);
    },
  };
}

async function addCatalogue(orm: Orm): Promise<void> {
  const em = orm.em.fork();
  for (const { apis, embedIds, ratePlans, ...product } of catalogueState.products) {
    const lists = { apis: [...apis], embedIds: [...embedIds], ratePlans: [...ratePlans] };
    em.persist(em.create(ApiProductRow, { ...product, ...lists }));
  }
  for (const { keyLifetimes, gateway: _, ...environment } of catalogueState.environments)
    em.persist(em.create(ApiEnvironmentRow, { ...environment, keyLifetimes: [...keyLifetimes] }));
  for (const published of catalogueState.terms) em.persist(em.create(TermsRow, published));
  await em.flush();
}
