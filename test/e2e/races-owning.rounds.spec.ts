import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { auditOf, disagreements } from "../support/race-facts.js";
import { expectOutcomes, outcomesOf, together } from "../support/race-rounds.js";
import { settled } from "../support/race-settled.js";
import { codesOf, type RaceStory, startRaces } from "../support/race-story.js";
import { rounds, roundsTimeout } from "../support/rounds.js";

jest.setTimeout(roundsTimeout);

let story: RaceStory;
beforeAll(async () => {
  story = await startRaces("races-owning.example");
});
afterAll(() => story.stop());

it(`R18 R19 R22 a reveal comes before the removal of the co-owner and is recorded, or is refused (${rounds} times)`, async () => {
  const applications = await story.sharedApplications("Removal");
  await settled(story);
  const outcomes = await outcomesOf("remove against reveal", applications, async ({ id, keyIds }, round) => {
    const [ada, bob] = [story.ada.in(round), story.bob.in(round)];
    const apiKeyId = keyIds.development;
    const removal = { clientApplicationId: id, developerId: story.bobId };
    const [removed, revealed] = await together(
      round,
      () => ada.sends("removeCoOwner", removal, "clientApplication { coOwners { id } }"),
      () => bob.sends("revealApiKey", { apiKeyId }, "value"),
      6,
    );
    const late = await bob.sends("revealApiKey", { apiKeyId }, "value");

    expect(removed).toEqual({ clientApplication: { coOwners: [] }, userErrors: [] });
    expect({ value: late.value, codes: codesOf(late) }).toEqual({ value: null, codes: ["NOT_AN_OWNER"] });
    const audit = await auditOf(story, id);
    const ofBob = audit.filter(({ actorId }) => actorId === story.bobId).map(({ action }) => action);
    if (revealed.value === null) {
      expect(codesOf(revealed)).toEqual(["NOT_AN_OWNER"]);
      expect(ofBob).toEqual(["REVEAL_REFUSED", "REVEAL_REFUSED"]);
      return "removed first";
    }
    expect(revealed.value).toMatch(/^ptc_key_/);
    expect(ofBob).toEqual(["API_KEY_REVEALED", "REVEAL_REFUSED"]);
    const actions = audit.map(({ action }) => action);
    expect(actions.indexOf("API_KEY_REVEALED")).toBeLessThan(actions.indexOf("CO_OWNER_REMOVED"));
    return "revealed first";
  });
  expectOutcomes(outcomes, ["removed first", "revealed first"]);
});

it(`R20 R22 R23 the new owner cannot be removed, who is removed does not become the owner, and there is always exactly one (${rounds} times)`, async () => {
  const applications = await story.sharedApplications("Transfer");
  const adaId = (await story.ada.data("{ me { id } }")).me.id;
  const outcomes = await outcomesOf("transfer against remove", applications, async ({ id }, round) => {
    const ada = story.ada.in(round);
    const input = { clientApplicationId: id, developerId: story.bobId };
    const owners = "clientApplication { owner { id } coOwners { id } }";
    const [transferred, removed] = await together(
      round,
      () => ada.sends("transferOwnership", input, owners),
      () => ada.sends("removeCoOwner", input, owners),
    );

    const query = `query ($id: ID!) { ${owners.replace(" ", "(id: $id) ")} }`;
    const { clientApplication } = await story.bob.in(round).data(query, { id });
    const changes = (await auditOf(story, id)).filter(({ action }) => /TRANSFERRED|REMOVED/.test(action));
    expect(changes).toHaveLength(1);
    if (codesOf(transferred).length === 0) {
      expect(codesOf(removed)).toEqual(["OWNER_CANNOT_BE_REMOVED"]);
      expect(clientApplication).toEqual({ owner: { id: story.bobId }, coOwners: [{ id: adaId }] });
      return "transferred first";
    }
    expect(codesOf(transferred)).toEqual(["NOT_A_CO_OWNER"]);
    expect(codesOf(removed)).toEqual([]);
    expect(clientApplication).toEqual({ owner: { id: adaId }, coOwners: [] });
    return "removed first";
  });
  expectOutcomes(outcomes, ["removed first", "transferred first"]);
});

it("R30 once everything has settled, the gateways accept exactly what is to work", async () => {
  await settled(story);
  expect(await disagreements(story)).toEqual([]);
});
