import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc, { type Arbitrary } from "fast-check";
import { isLive, isRevoked } from "../../src/domain/access-token/access-token.js";
import { embeddedFirst } from "../../src/domain/catalogue/embedding.js";
import { currentTerms } from "../../src/domain/catalogue/terms.js";
import { hasUnseenChanges } from "../../src/domain/client-application/access-request.js";
import {
  apiKeyStatus,
  applicationStatus,
  isInLiveUse,
  isStopped,
  requestStatus,
} from "../../src/domain/client-application/api-key-status.js";
import { isSucceeded, laterKeys } from "../../src/domain/client-application/credentials.js";
import { isCoOwner, isOwner } from "../../src/domain/client-application/owners.js";
import type { ClientApplicationState } from "../../src/domain/client-application/state.js";
import { displayName } from "../../src/domain/developer/display-name.js";
import { refusalOf } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import type { Operator } from "../../src/domain/operator.js";
import { invitationStatus } from "../../src/domain/partner/invitation.js";
import { isDeclined } from "../../src/domain/partner/joining.js";
import { type MemberState, Partner } from "../../src/domain/partner/partner.js";
import { assertNotConcerned, reviewerOf } from "../../src/domain/partner/reviewer.js";
import { AccessTokenRow } from "../../src/infrastructure/persistence/entities/access-token.js";
import { ApiProductRow, TermsRow } from "../../src/infrastructure/persistence/entities/catalogue.js";
import { ClientApplicationRow } from "../../src/infrastructure/persistence/entities/client-application.js";
import { DeveloperRow } from "../../src/infrastructure/persistence/entities/developer.js";
import {
  FormerMembershipRow,
  InvitationRow,
  JoinRequestRow,
  MemberRow,
} from "../../src/infrastructure/persistence/entities/partner.js";
import { type Em, type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import * as inSql from "../../src/infrastructure/persistence/predicates.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { now } from "../support/domain.js";
import { application, developers, instant, maybe, saved } from "../support/random-applications.js";

let database: TestDatabase;
let orm: Orm;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

/** Batches of states in the database at once, a transaction each, of which nothing stays. */
async function holdsFor<State>(
  state: Arbitrary<State>,
  property: (states: State[], em: Em) => Promise<void>,
): Promise<void> {
  const batches = fc.asyncProperty(fc.array(state, { minLength: 30, maxLength: 80 }), async (states) => {
    const em = orm.em.fork();
    await em.begin();
    try {
      await property(states, em);
    } finally {
      await em.rollback();
    }
  });
  await fc.assert(batches, { numRuns: 8 });
}

/** What the predicate says of each thing in the tables, by its id. */
async function said(
  em: Em,
  predicate: string,
  from: string,
  ...values: unknown[]
): Promise<Record<string, unknown>> {
  const [, alias] = from.split(" ");
  const statement = `select ${alias}.id, ${predicate} as answer from ${from}`;
  const rows = await em.execute<{ id: string; answer: unknown }[]>(statement, values);
  return byId(rows, ({ answer }) => answer);
}

/** What the domain says of each thing, by its id. */
function byId<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  answer: (thing: Thing) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(things.map((thing) => [thing.id, answer(thing)]));
}

/** The predicate about something else in place of its next values. */
function about(predicate: string, ...others: string[]): string {
  return others.reduce((text, other) => text.replace("?", other), predicate);
}

/** Keys with the grant and the application that they are part of. */
const keysOf = (states: readonly ClientApplicationState[]) =>
  states.flatMap((application) =>
    application.grants.flatMap((grant) => grant.keys.map((key) => ({ id: key.id, key, grant, application }))),
  );

const keys = `api_key k
  join access_grant g on g.id = k.grant_id join client_application a on a.id = g.application_id`;

it("R20, R21 who is an owner, and who a co-owner", async () => {
  await holdsFor(application, async (drawn, em) => {
    const states = await saved(drawn, em);
    for (const developerId of developers) {
      const of = (predicate: string, ...values: string[]) =>
        said(em, predicate, "client_application a", ...values);
      expect(await of(inSql.isOwner("a"), developerId)).toEqual(
        byId(states, (state) => isOwner(state, developerId)),
      );
      expect(await of(inSql.isCoOwner("a"), developerId, developerId)).toEqual(
        byId(states, (state) => isCoOwner(state, developerId)),
      );
    }
  });
});

it("R29 which applications are deactivated", async () => {
  await holdsFor(application, async (drawn, em) => {
    const states = await saved(drawn, em);
    const found = await said(em, inSql.isDeactivated("a"), "client_application a");
    expect(found).toEqual(byId(states, (state) => applicationStatus(state) === "DEACTIVATED"));
  });
});

it("R37 which applications are stopped with their partner", async () => {
  await holdsFor(application, async (drawn, em) => {
    const states = await saved(drawn, em);
    const of = (predicate: string) => said(em, predicate, "client_application a");
    expect(await of(inSql.isPartnerSuspended("a"))).toEqual(
      byId(states, ({ isPartnerSuspended }) => isPartnerSuspended),
    );
    expect(await of(inSql.isStopped("a"))).toEqual(byId(states, isStopped));
    const mapped = await em.find(ClientApplicationRow, {});
    expect(byId(mapped, (row) => row.isPartnerSuspended)).toEqual(
      byId(states, ({ isPartnerSuspended }) => isPartnerSuspended),
    );
  });
});

it("R17 what is decided of a request, and what changed since that nobody has seen", async () => {
  await holdsFor(application, async (drawn, em) => {
    const states = await saved(drawn, em);
    const requests = states.flatMap(({ grants }) => grants.flatMap((grant) => grant.requests));
    for (const status of ["AWAITING_APPROVAL", "APPROVED", "REJECTED"] as const) {
      const isSo = `(${inSql.hasRequestStatus("r", status)}) is true`;
      const found = await said(em, isSo, "access_request r");
      expect(found).toEqual(byId(requests, (request) => requestStatus(request) === status));
    }
    const found = await said(em, inSql.hasUnseenChanges("r"), "access_request r");
    expect(found).toEqual(byId(requests, hasUnseenChanges));
  });
});

it("what the status of an API key is", async () => {
  const seen = new Set<unknown>();
  await holdsFor(application, async (drawn, em) => {
    const expected = byId(keysOf(await saved(drawn, em)), ({ key, grant, application }) =>
      apiKeyStatus(key, grant, application, now),
    );
    expect(await said(em, inSql.apiKeyStatus("k", "a"), keys, now)).toEqual(expected);
    for (const status of Object.values(expected)) seen.add(status);
  });
  const all = "ACTIVE AWAITING_APPROVAL EXPIRED PROVISIONING REJECTED REVOKED SUSPENDED";
  expect([...seen].sort()).toEqual(all.split(" "));
});

it("which applications can have a key of a status", async () => {
  await holdsFor(application, async (drawn, em) => {
    const at = new Date();
    for (const { key, grant, application } of keysOf(await saved(drawn, em))) {
      // R17: of what nobody has asked for there is no key.
      if (!grant.requests.some(({ productIds }) => productIds.includes(key.productId))) continue;
      const within = inSql.applicationsWithin(apiKeyStatus(key, grant, application, at));
      if (!within) continue;
      const found = await em.execute(`select 1 where ? in (${within})`, [
        application.id,
        application.partnerId,
      ]);
      expect(found).toHaveLength(1);
    }
  });
});

it("which API keys are in live use", async () => {
  await holdsFor(application, async (drawn, em) => {
    const expected = byId(keysOf(await saved(drawn, em)), ({ key, grant, application }) =>
      isInLiveUse(key, grant, application, now),
    );
    expect(await said(em, inSql.isInLiveUse("k", "a"), keys, now)).toEqual(expected);
  });
});

it("R28 which API keys nothing has taken the place of", async () => {
  await holdsFor(application, async (drawn, em) => {
    const expected = byId(
      keysOf(await saved(drawn, em)),
      ({ key, grant }) => !isSucceeded(laterKeys(grant.keys, key), now),
    );
    expect(await said(em, inSql.isLatest("k"), keys, now)).toEqual(expected);
  });
});

it("which API keys are revoked", async () => {
  await holdsFor(application, async (drawn, em) => {
    const expected = byId(
      keysOf(await saved(drawn, em)),
      ({ key, grant, application }) => apiKeyStatus(key, grant, application, now) === "REVOKED",
    );
    expect(await said(em, inSql.isRevoked("k"), keys)).toEqual(expected);
  });
});

it("R38 which join requests are declined", async () => {
  await holdsFor(fc.record({ declinedAt: maybe }), async (drawn, em) => {
    const requests = drawn.map((each, index) => ({ id: `dev_${index}` as const, ...each }));
    await em.insertMany(
      JoinRequestRow,
      requests.map(({ id: developerId, declinedAt }) => ({
        developerId,
        partnerId: "prt_1" as const,
        requestedAt: now,
        declinedAt,
      })),
    );
    const rows = await em.execute<{ id: string; answer: unknown }[]>(
      `select developer_id as id, ${inSql.isDeclined("j")} as answer from join_request j`,
    );
    expect(byId(rows, ({ answer }) => answer)).toEqual(byId(requests, isDeclined));
  });
});

it("which access tokens are revoked, and which work", async () => {
  const facts = fc.record({ revokedAt: maybe, expiresAt: instant });
  const rest = { developerId: "dev_1" as const, name: "", scopes: [], preview: "", createdAt: now };
  await holdsFor(facts, async (drawn, em) => {
    const tokens = drawn.map((each, index) => ({
      id: `pat_${index}` as const,
      hash: `${index}`,
      ...rest,
      ...each,
    }));
    await em.insertMany(AccessTokenRow, tokens);
    expect(await said(em, inSql.isRevoked("t"), "access_token t")).toEqual(byId(tokens, isRevoked));
    const live = await said(em, inSql.isLive("t"), "access_token t", now);
    expect(live).toEqual(byId(tokens, (token) => isLive(token, now)));
  });
});

it("R7 what has become of invitations, and which are pending", async () => {
  const facts = fc.record({ acceptedAt: maybe, withdrawnAt: maybe, expiresAt: instant });
  const [partnerId, invitedById] = ["prt_1", "dev_1"] as const;
  const rest = { partnerId, invitedById, email: "", createdAt: now, sendings: [] };
  await holdsFor(facts, async (drawn, em) => {
    const invitations = drawn.map((each, index) => ({
      id: `inv_${index}` as const,
      lastSentAt: now,
      ...rest,
      ...each,
    }));
    await em.insertMany(InvitationRow, invitations);
    const found = await said(em, inSql.isPending("i"), "invitation i", now);
    expect(found).toEqual(byId(invitations, (each) => invitationStatus(each, now) === "PENDING"));
    for (const status of ["PENDING", "ACCEPTED", "EXPIRED", "WITHDRAWN"] as const) {
      const predicate = inSql.hasInvitationStatus("i", status);
      const values = predicate.includes("?") ? [now] : [];
      const found = await said(em, predicate, "invitation i", ...values);
      expect(found).toEqual(byId(invitations, (each) => invitationStatus(each, now) === status));
    }
  });
});

it("what members are called, whichever of their rows is written first, and after each change", async () => {
  const part = fc.constantFrom(null, "", "Ada", "O'Brien", "دفتر", "A  B");
  const facts = fc.record({ givenName: part, familyName: part, local: fc.constantFrom("a", "a.b", "x-y") });
  await holdsFor(
    fc.record({ before: facts, after: facts, isMemberFirst: fc.boolean() }),
    async (drawn, em) => {
      const rowOf = (index: number, { local, ...names }: (typeof drawn)[number]["before"]) => ({
        id: `dev_${index}` as const,
        email: `${local}@${index}.example`,
        ...names,
      });
      const member = (index: number) => ({
        developerId: `dev_${index}` as const,
        partnerId: "prt_1" as const,
        role: "MEMBER" as const,
        joinedAt: now,
      });
      const where = (isFirst: boolean) =>
        drawn.flatMap((each, index) => (each.isMemberFirst === isFirst ? [member(index)] : []));
      const expectNames = async (rows: readonly ReturnType<typeof rowOf>[]) => {
        const found = await em.execute<Record<string, string>[]>(
          "select developer_id as id, developer_name || ' <' || developer_email || '>' as name from member",
        );
        const named = rows.map((row) => [row.id, `${displayName(row, row.email)} <${row.email}>`]);
        expect(Object.fromEntries(found.map(({ id, name }) => [id, name]))).toEqual(
          Object.fromEntries(named),
        );
      };
      const before = drawn.map((each, index) => rowOf(index, each.before));
      if (where(true).length > 0) await em.insertMany(MemberRow, where(true));
      await em.insertMany(
        DeveloperRow,
        before.map((row) => ({ ...row, createdAt: now })),
      );
      if (where(false).length > 0) await em.insertMany(MemberRow, where(false));
      await expectNames(before);
      const after = drawn.map((each, index) => rowOf(index, each.after));
      for (const { id, ...change } of after) await em.nativeUpdate(DeveloperRow, { id }, change);
      await expectNames(after);
    },
  );
});

it("R3 who is an ADMIN of which partner", async () => {
  const partners: Id<"prt">[] = ["prt_1", "prt_2"];
  const membership = fc.option(
    fc.record({ partnerId: fc.constantFrom(...partners), role: fc.constantFrom("ADMIN", "MEMBER") }),
  );
  await holdsFor(membership, async (drawn, em) => {
    const everybody = drawn.map((_, index) => ({
      id: `dev_${index}` as const,
      email: `${index}`,
      createdAt: now,
    }));
    const members = drawn.flatMap((each, index) =>
      each ? [{ ...each, developerId: `dev_${index}` as const, joinedAt: now }] : [],
    );
    await em.insertMany(DeveloperRow, everybody);
    if (members.length > 0) await em.insertMany(MemberRow, members);
    for (const partnerId of partners) {
      const own = members.filter((member) => member.partnerId === partnerId);
      const partner = partnerWith(partnerId, own);
      const isAdmin = ({ id }: { id: Id<"dev"> }) =>
        !partner.formerMember(id) && partner.member(id).role === "ADMIN";
      const found = await said(em, about(inSql.isAdmin, "d.id"), "developer d", partnerId);
      expect(found).toEqual(byId(everybody, isAdmin));
    }
  });
});

it("R17 which requests somebody else has to decide", async () => {
  const domains: Readonly<Record<Id<"prt">, string>> = { prt_1: "one.example", prt_2: "two.example" };
  const partners = Object.keys(domains) as Id<"prt">[];
  const partnerId = fc.constantFrom(...partners);
  const person = fc.record({
    partnerId: fc.option(partnerId),
    left: fc.option(fc.record({ partnerId, leftAt: instant })),
    domain: fc.constantFrom(...Object.values(domains), "elsewhere.example"),
    asked: fc.record({ partnerId, requestedAt: instant }),
  });
  await holdsFor(person, async (drawn, em) => {
    const people = drawn.map((each, index) => ({ ...each, developerId: `dev_${index}` as const }));
    const requests = drawn.map(({ asked }, index) => ({ id: `req_${index}`, ...asked }));
    const members = people.flatMap(({ developerId, ...each }) =>
      each.partnerId
        ? [{ developerId, partnerId: each.partnerId, role: "MEMBER" as const, joinedAt: now }]
        : [],
    );
    const former = people.flatMap(({ developerId, left }) => (left ? [{ developerId, ...left }] : []));
    await em.execute(
      "create temporary table asked (id text, partner_id text, requested_at timestamptz(3)) on commit drop",
    );
    for (const { id, partnerId, requestedAt } of requests)
      await em.execute("insert into asked values (?, ?, ?)", [id, partnerId, requestedAt]);
    await em.insertMany(
      DeveloperRow,
      people.map(({ developerId: id, domain }) => ({ id, email: `${id}@${domain}`, createdAt: now })),
    );
    for (const [partner, domain] of Object.entries(domains))
      await em.execute("insert into partner_domain (partner_id, domain) values (?, ?)", [partner, domain]);
    if (members.length > 0) await em.insertMany(MemberRow, members);
    if (former.length > 0) await em.insertMany(FormerMembershipRow, former);
    for (const { developerId, partnerId, left, domain } of people) {
      const isForAnother = ({ partnerId: id, requestedAt: since }: (typeof requests)[number]) => {
        const applicant = {
          id,
          domains: [domains[id] ?? ""],
          members: members.filter((each) => each.partnerId === id),
        };
        const operator = { developerId, partnerId } as Operator;
        const leftAt = left?.partnerId === id ? left.leftAt : null;
        const refusal = refusalOf(() => {
          const reviewer = reviewerOf(applicant, operator, { email: `${developerId}@${domain}`, leftAt });
          assertNotConcerned(reviewer, { since, what: "the request", path: [] });
        });
        return refusal !== null;
      };
      expect(await said(em, inSql.isForAnother("r"), "asked r", developerId, domain, developerId)).toEqual(
        byId(requests, isForAnother),
      );
    }
  });
});

function partnerWith(id: Id<"prt">, members: readonly MemberState[]) {
  const details = { legalName: null, website: null, country: null, contactEmail: null };
  const rest = {
    domains: [],
    joiningPolicy: "OPEN",
    proposedJoiningPolicy: null,
    suspension: null,
    invitations: [],
    joinRequests: [],
    formerAddressHashes: [],
    domainProofs: [],
    createdAt: now,
    updatedAt: now,
  } as const;
  return Partner.fromState({ id, details, members, ...rest });
}

it("R10 which terms are current", async () => {
  const version = fc.stringMatching(/^[A-Za-z0-9.-]{1,4}$/);
  const published = fc.uniqueArray(fc.record({ version, url: fc.constant(null), publishedAt: instant }), {
    selector: (terms) => terms.version,
    minLength: 1,
  });
  await holdsFor(published, async (drawn, em) => {
    for (const terms of drawn.slice(0, 10)) {
      await em.nativeDelete(TermsRow, {});
      await em.insertMany(TermsRow, terms);
      const current = await em.execute(`select version from terms t where ${inSql.isCurrent("t")}`);
      expect(current).toEqual([{ version: currentTerms(terms)?.version }]);
    }
  });
});

it("which products one includes, in circles, too", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const graph = fc.tuple(...names.map(() => fc.subarray(names)));
  const rest = { name: "", description: "", apis: [], isOpen: true, createdAt: now };
  await holdsFor(graph, async (drawn, em) => {
    const products = drawn.flatMap((embeds, index) =>
      names.map((name, at) => {
        const embedIds = (embeds[at] ?? []).map((each) => `prd_${index}_${each}` as const);
        return { id: `prd_${index}_${name}` as const, slug: `${index}-${name}`, embedIds, ...rest };
      }),
    );
    await em.insertMany(ApiProductRow, products);
    const wanted = products.filter((_, index) => index % 2 === 0);
    const rows = await em.execute<{ id: string; products: string[] }[]>(
      `with recursive ${about(inSql.included, "array(select jsonb_array_elements_text(?::jsonb))")}
       select root_id as id, array_agg(product_id order by product_id) as products from included group by root_id`,
      [JSON.stringify(wanted.map(({ id }) => id))],
    );
    const embeddings = new Map(products.map(({ id, embedIds }) => [id, embedIds]));
    expect(byId(rows, (row) => row.products)).toEqual(
      byId(wanted, ({ id }) => [...embeddedFirst([id], embeddings)].sort()),
    );
  });
});
