import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { createGivenUpJobs } from "../../src/infrastructure/jobs/given-up-jobs.js";
import type { Client, Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { expectOutcomes, outcomesOf, shareOf } from "../support/race-rounds.js";
import { settled } from "../support/race-settled.js";
import { Racer } from "../support/race-story.js";
import { byId } from "../support/references.js";
import { rounds, roundsTimeout } from "../support/rounds.js";
import { password, type Story, startStory } from "../support/story.js";
import { subscribeByEvents } from "../support/subscribe-by-events.js";

jest.setTimeout(roundsTimeout);

const domain = "races-leaving.example";
const endings = ["delete", "remove", "move", "end"] as const;
type Ending = (typeof endings)[number];

/** Who goes, with all that may be in the way of it. */
interface Leaver {
  readonly person: Racer;
  readonly id: string;
  /** At better-auth. */
  readonly userId: string;
  readonly email: string;
  readonly familyName: string;
  /** Shared with them; Ada's. */
  readonly application: Json;
  readonly script: Client;
  readonly resetToken: string;
  readonly moveToken: string;
  readonly round: number;
}

let story: Story;
let ada: Racer;
let adaId: string;
let operator: Racer;
/** What nobody may hear in a race. */
const mishaps: string[] = [];
const gone: Leaver[] = [];

beforeAll(async () => {
  story = await startStory({
    settings: {
      TRUSTED_PROXIES: "127.0.0.1",
      OPERATOR_EMAILS: "olga@platform.example",
      // A busy machine is no fault of theirs.
      LOCK_TIMEOUT: "30000",
      STATEMENT_TIMEOUT: "60000",
    },
  });
  ada = Racer.of(await story.readyDeveloper(`ada@${domain}`));
  adaId = (await ada.data("{ me { id } }")).me.id;
  operator = Racer.of(await story.readyDeveloper("olga@platform.example"));
});
afterAll(() => story.stop());

const shape = (name: string) => ({
  name,
  description: "Somebody leaves.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: byId(story.catalogue.accounts),
  environments: byId(story.catalogue.development),
});

const linkIn = (email: string, path: string) =>
  eventually(async () => {
    const mails = await story.services.mailbox.list(50, email);
    return mails.flatMap(({ text }) => new RegExp(`${path}\\?token=(\\S+)`).exec(text)?.[1] ?? [])[0];
  });

async function leaver(round: number): Promise<Leaver> {
  const email = `leaver-${round}-x@${domain}`;
  const familyName = `Quillon${round}x`;
  const person = Racer.of(await (await story.signUp(email)).completes());
  await person.mutate("updateProfile", { familyName }, "developer { id }");
  const { id } = (await person.data("{ me { id } }")).me;
  const { rows } = await story.services.pool.query(
    "select subject from developer_identity where developer_id = $1",
    [id],
  );
  const application = await ada.in(round).registers(shape(`Shared ${round}`));
  const share = { clientApplicationId: application.id, developerId: id };
  await ada.in(round).mutate("addCoOwner", share, "clientApplication { id }");
  const scopes = ["READ", "WRITE", "SECRETS"];
  const { value } = await person.mutate(
    "createAccessToken",
    { name: "script", scopes, expiresInDays: 1 },
    "value",
  );
  const elsewhere = `elsewhere-${round}-x@${domain}`;
  await person.post("/api/auth/request-password-reset", { email });
  await person.mutate("moveToAddress", { email: elsewhere }, "sentTo");
  return {
    person,
    id,
    userId: rows[0].subject.split("|")[1],
    email,
    familyName,
    application,
    script: Object.assign(Racer.of(person), { cookie: undefined, token: value }),
    resetToken: await linkIn(email, "reset-password"),
    moveToken: await linkIn(elsewhere, "move-address"),
    round,
  };
}

type Answered = () => Promise<Response>;

/** A mutation with a key of its own, so that what is kept of its answer is in the race as well. */
function mutation(by: Client, name: string, input: object, selection: string): Answered {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message } } }`;
  return () => by.raw(query, { input }, { "idempotency-key": crypto.randomUUID() });
}

/** How each of them goes. */
const ending: Readonly<Record<Ending, (leaver: Leaver) => Answered>> = {
  delete: ({ person, email }) =>
    mutation(person, "deleteMyAccount", { confirmEmail: email }, "deletedDeveloperId"),
  remove: ({ id, round }) =>
    mutation(ada.in(round), "removeMember", { developerId: id, successorId: adaId }, "partner { id }"),
  move:
    ({ person, moveToken }) =>
    () =>
      person.post("/api/auth/move-address", { token: moveToken }),
  end: ({ id, round }) =>
    mutation(
      operator.in(round),
      "endAccess",
      { developerId: id, reason: "Seen at another place." },
      "developer { id }",
    ),
};

/** What they, their scripts and their colleagues do meanwhile, and who has their mails. */
function meanwhile({ person, script, id, email, application, round }: Leaver): Answered[] {
  const boss = ada.in(round);
  const share = { clientApplicationId: application.id, developerId: id };
  const [{ id: keyId }] = application.grants[0].apiKeys;
  const stranger = Object.assign(Racer.of(person), { cookie: undefined });
  const edit = { clientApplicationId: application.id, expectedVersion: application.version + 1 };
  return [
    mutation(
      person,
      "editClientApplication",
      { ...edit, description: "Changed." },
      "clientApplication { id }",
    ),
    mutation(person, "updateProfile", { jobTitle: "Leaver" }, "developer { id }"),
    mutation(person, "inviteDeveloper", { email: `guest-${round}@${domain}` }, "invitation { id }"),
    mutation(
      person,
      "createAccessToken",
      { name: "late", scopes: ["READ"], expiresInDays: 1 },
      "accessToken { id }",
    ),
    mutation(person, "moveToAddress", { email: `third-${round}@${domain}` }, "sentTo"),
    mutation(person, "revealApiKey", { apiKeyId: keyId }, "value"),
    mutation(script, "rotateApiKey", { apiKeyId: keyId, overlapHours: 1 }, "apiKey { id }"),
    mutation(
      script,
      "deactivateClientApplication",
      { clientApplicationId: application.id },
      "clientApplication { id }",
    ),
    mutation(
      script,
      "restoreClientApplication",
      { clientApplicationId: application.id },
      "clientApplication { id }",
    ),
    () => person.raw("{ exportMyData }"),
    () =>
      script.raw(
        "{ me { partner { members { nodes { developer { email } } } } accessTokens { nodes { id } } } }",
      ),
    () => person.post("/api/auth/request-password-reset", { email }),
    () => stranger.post("/api/auth/sign-in/email", { email, password }),
    () => stranger.post("/api/auth/sign-up/email", { email }),
    mutation(boss, "addCoOwner", share, "clientApplication { id }"),
    mutation(boss, "removeCoOwner", share, "clientApplication { id }"),
    mutation(boss, "changeMemberRole", { developerId: id, role: "ADMIN" }, "partner { id }"),
    mutation(boss, "inviteDeveloper", { email }, "invitation { id }"),
    () =>
      boss.raw(
        "query ($id: ID!) { node(id: $id) { ... on ClientApplication { owner { email } coOwners { email } activity { nodes { summary actor { email } } } } } }",
        { id: application.id },
      ),
  ];
}

/** What often comes first: new passwords end what the others go by, and who owns an application cannot go. */
function inTheWay({ person, resetToken, application, id, round }: Leaver): Answered[] {
  const share = { clientApplicationId: application.id, developerId: id };
  const stranger = Object.assign(Racer.of(person), { cookie: undefined });
  return [
    mutation(person, "registerClientApplication", shape(`Late ${round}`), "clientApplication { id }"),
    mutation(ada.in(round), "transferOwnership", share, "clientApplication { id }"),
    () =>
      stranger.post("/api/auth/reset-password", { token: resetToken, newPassword: "a different passphrase" }),
    () =>
      person.post("/api/auth/change-password", {
        currentPassword: password,
        newPassword: "yet another passphrase",
      }),
  ];
}

/** The codes that it speaks of; notes what is neither a success nor a refusal with a code. */
async function heard(response: Response, what: string): Promise<string[]> {
  const text = await response.text();
  const body = (() => {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return null;
    }
  })();
  const payloads = Object.values<Json>(body?.data ?? {}).filter((each) => each?.userErrors);
  const codes = [
    ...(body?.errors ?? []).map(({ extensions }: Json) => extensions?.code),
    ...payloads.flatMap(({ userErrors }) => userErrors.map(({ code }: Json) => code)),
  ];
  const isCoded = codes.every((code) => code && !/INTERNAL|UNAVAILABLE/.test(code));
  const isRefused = response.status < 400 || codes.length > 0 || body?.code || body?.error;
  if (response.status >= 500 || !isCoded || !isRefused) mishaps.push(`${what}: ${response.status} ${text}`);
  return codes;
}

/** Whether anything of theirs is left that acts or stands for a member. */
async function remains(id: string, userId: string): Promise<string[]> {
  const { rows } = await story.services.pool.query(
    `select 'owner' as what from client_application where owner_id = $1
     union all select 'co-owner' from client_application where $1 = any (co_owner_ids)
     union all select 'member' from member where developer_id = $1
     union all select 'join request' from join_request where developer_id = $1
     union all select 'token' from access_token where developer_id = $1 and revoked_at is null
     union all select 'session' from auth.session where "userId" = $2
     union all select 'link' from auth.verification where strpos(value, $2) > 0`,
    [id, userId],
  );
  return [...new Set(rows.map(({ what }) => what))].sort();
}

const races = Array.from({ length: rounds }, (_, index) => endings[index % endings.length] as Ending);

it(`whoever goes while all else goes on: each answer is a success or says what is wrong (${rounds} times)`, async () => {
  const outcomes = await outcomesOf(
    "leaving",
    races,
    async (kind, index) => {
      const round = index + 1;
      const who = await leaver(round);
      const watching = [
        subscribeByEvents(who.person, "subscription { partnerChanged { __typename } }"),
        subscribeByEvents(
          who.person,
          "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { __typename } }",
          { id: who.application.id },
        ),
      ];
      const isCalm = Math.floor(index / endings.length) % 2 === 0;
      const all = [...meanwhile(who), ...(isCalm ? [] : inTheWay(who))];
      const spread = 60;
      const at = Math.floor(shareOf(index) * spread);
      const [codes] = await Promise.all([
        sleep(at)
          .then(ending[kind](who))
          .then((response) => heard(response, `${kind} itself`)),
        ...all.map(async (answered, number) => {
          await sleep(Math.floor(shareOf(index * all.length + number) * spread));
          await heard(await answered(), `${kind} ${String(answered)} ${number}`);
        }),
      ]);
      for (const each of watching) await each.stop();
      const left = await remains(who.id, who.userId);
      if (codes.length > 0) return `${kind}: ${codes.join()}`;
      if (kind === "delete") {
        expect(left).toEqual([]);
        gone.push(who);
      } else if (kind === "remove") {
        expect(left.filter((what) => /owner|member|token/.test(what))).toEqual([]);
      } else if (kind === "move") {
        expect(left).toContain("member");
      }
      return kind;
    },
    3,
  );
  expect(mishaps).toEqual([]);
  expectOutcomes(outcomes, endings, [
    "delete: OWNS_APPLICATIONS",
    "delete: UNAUTHENTICATED",
    "move: INVALID_TOKEN",
    "move: UNAUTHENTICATED",
  ]);
});

it("once all has settled, nothing is given up, and of deleted accounts nothing is left", async () => {
  const { pool } = story.services;
  await settled(story);
  expect(await createGivenUpJobs(pool).list()).toEqual([]);
  expect((await pool.query("select from provisioning_failure")).rows).toEqual([]);
  expect((await pool.query("select from outgoing_mail")).rows).toEqual([]);
  const orphans = await pool.query(
    `select 'owner' as what, owner_id as id from client_application where owner_id not in (select developer_id from member)
     union all select 'co-owner', each from client_application, unnest(co_owner_ids) each where each not in (select developer_id from member)
     union all select 'member', developer_id from member where developer_id not in (select id from developer)`,
  );
  expect(orphans.rows).toEqual([]);
  // Mails to colleagues that named them are the colleagues' own; so is the trail's and the list's word of who was invited since.
  await pool.query("delete from mailbox_message");
  await pool.query("delete from invitation where email like 'leaver-%' and accepted_at is null");
  const dump = (await dumpDatabase(pool)).split("\n");
  for (const { familyName, email, userId } of gone)
    for (const word of [familyName, userId, email])
      expect(dump.filter((row) => row.includes(word) && !row.includes('"action": "INVIT'))).toEqual([]);
});
