import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { inTurns, outcomesOf, together } from "../support/race-rounds.js";
import { Racer } from "../support/race-story.js";
import { byId } from "../support/references.js";
import { rounds, roundsTimeout } from "../support/rounds.js";
import { type Person, type Story, startStory } from "../support/story.js";

jest.setTimeout(roundsTimeout);

const numbers = Array.from({ length: rounds }, (_, index) => index + 1);
const codesOf = (payload: Json) => payload.userErrors.map(({ code }: Json) => code).join();

let story: Story;
let ada: Racer;
let adaId: string;

const idOf = async (person: Person): Promise<string> => (await person.data("{ me { id } }")).me.id;

beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
  ada = Racer.of(await story.readyDeveloper("ada@races-company.example"));
  adaId = await idOf(ada);
});
afterAll(() => story.stop());

const application = (name: string) => ({
  name,
  description: "Is raced for.",
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  products: byId(story.catalogue.accounts),
  environments: byId(story.catalogue.development),
});

it(`R8 of two ADMINs who step each other down, one stays (${rounds} times)`, async () => {
  const bob = Racer.of(await story.signUp("bob@races-company.example"));
  const bobId = await idOf(bob);
  const set = (by: Person, developerId: string, role: string) =>
    by.tryTo("changeMemberRole", { developerId, role }, "partner { id }");
  const outcomes = await outcomesOf(
    "step down each other",
    numbers,
    async (round) => {
      await story.services.pool.query("update member set role = 'ADMIN'");
      const codes = (
        await together(
          round,
          () => set(ada.in(round), bobId, "MEMBER"),
          () => set(bob.in(round), adaId, "MEMBER"),
        )
      ).map(codesOf);
      expect([...codes].sort()).toEqual(["", "NOT_AN_ADMIN"]);
      const { rows } = await story.services.pool.query("select from member where role = 'ADMIN'");
      expect(rows).toHaveLength(1);
      return codes[0] === "" ? "bob did" : "ada did";
    },
    1,
  );
  expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(rounds);
  await story.services.pool.query("update member set role = 'ADMIN' where developer_id = $1", [adaId]);
});

it(`R9 R20 who is removed owns nothing, shares nothing and comes in no more, whatever they or others do meanwhile (${rounds} times)`, async () => {
  const shared = await ada.registers(application("Shared"));
  const members = await inTurns(numbers, 5, async (round) => {
    const person = await (await story.signUp(`member${round}@races-company.example`)).completes();
    return { person, id: await idOf(person), round };
  });
  const outcomes = await outcomesOf(
    "remove against register, share and token",
    members,
    async ({ person, id, round }) => {
      const share = { clientApplicationId: shared.id, developerId: id };
      const [removed, [registered, added, created]] = await together(
        round,
        () => ada.in(round).tryTo("removeMember", { developerId: id, successorId: adaId }, "partner { id }"),
        () =>
          Promise.all([
            person.ask(
              "mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) { userErrors { code } } }",
              { input: application(`Late ${round}`) },
            ),
            ada.in(round).tryTo("addCoOwner", share, "clientApplication { id }"),
            person.ask(
              'mutation { createAccessToken(input: { name: "late", scopes: [SECRETS], expiresInDays: 1 }) { value userErrors { code } } }',
            ),
          ]),
        20,
      );
      expect(codesOf(removed)).toBe("");
      for (const { data, errors } of [registered, created]) {
        const [payload] = Object.values<Json>(data ?? {});
        const code = errors?.[0]?.extensions.code ?? codesOf(payload);
        expect(["", "NOT_A_MEMBER", "UNAUTHENTICATED"]).toContain(code);
      }
      expect(["", "NOT_A_MEMBER"]).toContain(codesOf(added));
      const { rows } = await story.services.pool.query(
        `select 'owner' from client_application where owner_id = $1 or $1 = any (co_owner_ids)
         union all select 'member' from member where developer_id = $1
         union all select 'token' from access_token where developer_id = $1 and revoked_at is null`,
        [id],
      );
      expect(rows).toEqual([]);
      const script = new Client(story.url);
      script.token = created.data?.createAccessToken?.value ?? "ptc_pat_none";
      expect((await script.raw("{ me { id } }")).status).toBe(401);
      expect((await person.data("{ me { id } }")).me).toBeNull();
      return codesOf(added) === "" ? "shared before" : "removed before";
    },
    2,
  );
  expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(rounds);
});

it(`R9 R20 who deletes their account while registering or being given a share owns nothing, or keeps it (${rounds} times)`, async () => {
  const shared = await ada.registers(application("Given"));
  const members = await inTurns(numbers, 5, async (round) => {
    const person = await (await story.signUp(`leaver${round}@races-company.example`)).completes();
    return { person, id: await idOf(person), round };
  });
  const outcomes = await outcomesOf(
    "delete account against register and share",
    members,
    async ({ person, id, round }) => {
      const share = { clientApplicationId: shared.id, developerId: id };
      const [deleted, [registered, added]] = await together(
        round,
        () => person.tryTo("deleteMyAccount", { confirmEmail: person.email }, "deletedDeveloperId"),
        () =>
          Promise.all([
            person.ask(
              "mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) { userErrors { code } } }",
              { input: application(`Leaving ${round}`) },
            ),
            ada.in(round).tryTo("addCoOwner", share, "clientApplication { id }"),
          ]),
        20,
      );
      const code =
        registered.errors?.[0]?.extensions.code ?? codesOf(registered.data?.registerClientApplication);
      expect(["", "NOT_FOUND", "NOT_A_MEMBER", "UNAUTHENTICATED"]).toContain(code);
      expect(["", "NOT_A_MEMBER"]).toContain(codesOf(added));
      const { rows } = await story.services.pool.query(
        `select 'owner' as what from client_application where owner_id = $1
         union all select 'co-owner' from client_application where $1 = any (co_owner_ids)
         union all select 'member' from member where developer_id = $1`,
        [id],
      );
      if (codesOf(deleted) === "") {
        expect(rows).toEqual([]);
        return "deleted";
      }
      expect([codesOf(deleted), code, codesOf(added)]).toEqual(["OWNS_APPLICATIONS", "", ""]);
      expect(rows.map(({ what }) => what)).toEqual(["owner", "co-owner", "member"]);
      const removal = { clientApplicationId: shared.id, developerId: id };
      await ada.in(round).mutate("removeCoOwner", removal, "clientApplication { id }");
      return "kept";
    },
    2,
  );
  expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(rounds);
});

it("R7 an address that is invited five times at once has one open invitation (5 times)", async () => {
  for (const round of numbers.slice(0, 5)) {
    const input = { email: `guest${round}@races-company.example` };
    const payloads = await Promise.all(
      Array.from({ length: 5 }, () => ada.tryTo("inviteDeveloper", input, "invitation { id }")),
    );
    expect(payloads.map(codesOf).sort()).toEqual(["", ...Array(4).fill("ALREADY_INVITED")]);
  }
});
