import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import type { Json } from "../support/client.js";
import { auditOf, disagreements } from "../support/race-facts.js";
import { expectOutcomes, outcomesOf, together } from "../support/race-rounds.js";
import { settled } from "../support/race-settled.js";
import { codesOf, type RaceStory, startRaces } from "../support/race-story.js";
import { byId } from "../support/references.js";
import { rounds, roundsTimeout } from "../support/rounds.js";

jest.setTimeout(roundsTimeout);

const content =
  "clientApplication { version description siteUrl products { slug } grants { environment { slug } apiKeys { id product { slug } } } }";

let story: RaceStory;
beforeAll(async () => {
  story = await startRaces("races-changing.example");
});
afterAll(() => story.stop());

it(`R26 of two edits of one version exactly one wins, the other learns the current version, and repeating it loses neither (${rounds} times)`, async () => {
  const { catalogue } = story;
  const applications = await story.sharedApplications("Edit", ["development", "uat"]);
  const outcomes = await outcomesOf("edit against edit", applications, async (application, round) => {
    const { id, version, keyIds } = application;
    const editsOf = {
      ada: { description: "As Ada says.", products: byId(catalogue.accounts, catalogue.transfers) },
      bob: { siteUrl: "https://bob.example/", environments: byId(catalogue.development) },
    };
    const edits = (who: "ada" | "bob", expectedVersion: number): Promise<Json> => {
      const input = { clientApplicationId: id, expectedVersion, ...editsOf[who] };
      return story[who].in(round).sends("editClientApplication", input, content);
    };
    const [ofAda, ofBob] = await together(
      round,
      () => edits("ada", version),
      () => edits("bob", version),
    );

    const [winner, loser] = ofAda.clientApplication ? (["ada", "bob"] as const) : (["bob", "ada"] as const);
    const [won, lost] = winner === "ada" ? [ofAda, ofBob] : [ofBob, ofAda];
    expect(won).toMatchObject({ clientApplication: { version: version + 1 }, userErrors: [] });
    expect(lost).toMatchObject({
      clientApplication: null,
      userErrors: [{ code: "STALE_VERSION", path: ["expectedVersion"], currentVersion: version + 1 }],
    });
    const query = `query ($id: ID!) { ${content.replace(" ", "(id: $id) ")} }`;
    expect(await story.ada.in(round).data(query, { id })).toEqual({
      clientApplication: won.clientApplication,
    });
    expect(won.clientApplication.description === editsOf.ada.description).toBe(winner === "ada");
    expect(won.clientApplication.siteUrl === editsOf.bob.siteUrl).toBe(winner === "bob");

    const { clientApplication } = await edits(loser, lost.userErrors[0].currentVersion);
    expect(clientApplication).toMatchObject({
      version: version + 2,
      description: editsOf.ada.description,
      siteUrl: editsOf.bob.siteUrl,
      products: [{ slug: "accounts" }, { slug: "transfers" }],
      grants: [
        {
          environment: { slug: "development" },
          apiKeys: [{ id: keyIds.development }, { product: { slug: "transfers" } }],
        },
      ],
    });
    const edited = (await auditOf(story, id)).filter(({ action }) => action === "EDITED");
    expect(edited).toHaveLength(2);
    return winner === "ada" ? "the owner first" : "the co-owner first";
  });
  expectOutcomes(outcomes, ["the co-owner first", "the owner first"]);
});

it(`R31 of two deletions exactly one happens, and the other finds nothing (${rounds} times)`, async () => {
  const applications = await story.sharedApplications("Deletion");
  const deletes = (who: "ada" | "bob", round: number, id: string, confirmName: string): Promise<Json> => {
    const input = { clientApplicationId: id, confirmName };
    return story[who].in(round).sends("deleteClientApplication", input, "deletedClientApplicationId");
  };
  const unknown = await deletes("ada", 0, story.services.ids.next("app"), "Deletion 0");
  expect(codesOf(unknown)).toEqual(["NOT_FOUND"]);

  const outcomes = await outcomesOf("delete against delete", applications, async ({ id, name }, round) => {
    const [ofAda, ofBob] = await together(
      round,
      () => deletes("ada", round, id, name),
      () => deletes("bob", round, id, name),
    );
    const isAdas = ofAda.deletedClientApplicationId !== null;
    const [done, refused] = isAdas ? [ofAda, ofBob] : [ofBob, ofAda];
    expect(done).toEqual({ deletedClientApplicationId: id, userErrors: [] });
    expect(refused).toEqual(unknown);

    const deleted = (await auditOf(story, id)).filter(({ action }) => action === "DELETED");
    expect(deleted).toHaveLength(1);
    expect(deleted[0]?.actorId === story.bobId).toBe(!isAdas);
    return isAdas ? "the owner first" : "the co-owner first";
  });
  expectOutcomes(outcomes, ["the co-owner first", "the owner first"]);
  const query = 'query { me { partner { applications(filter: { search: "Deletion" }) { totalCount } } } }';
  expect((await story.ada.data(query)).me.partner.applications.totalCount).toBe(0);
});

it("R25 R30 R31 once everything has settled, the gateways accept exactly what is to work", async () => {
  await settled(story);
  expect(await disagreements(story)).toEqual([]);
});
