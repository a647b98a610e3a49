import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;

async function register(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await ada.registers({
      name: `Application ${index}`,
      description: "Is listed.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(story.catalogue.accounts),
      environments: byId(story.catalogue.development),
    });
  }
}

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@lists.example");
  await story.pauseWorker();
  await register(0, 2);
});

afterAll(() => story.stop());

describe("a partner that many rows lead back to is read once", () => {
  const backTo = (list: string) =>
    `{ me { partner { applications(first: 100) { edges { node { owner { partner { ${list} } } } } } } } }`;
  const queries = [
    backTo("applications(first: 1) { totalCount edges { node { id } } }"),
    backTo("members(first: 1) { totalCount edges { node { role } } }"),
  ];
  const count = async () => {
    const counts: number[] = [];
    for (const query of queries) counts.push((await statementsDuring(() => ada.data(query))).length);
    return counts;
  };

  it("the number of SQL statements is the same for 2 and for 12 applications", async () => {
    const few = await count();
    await register(2, 12);
    expect(await count()).toEqual(few);
  });
});

describe("the filter of applications", () => {
  it.each(["environment", "product"])("%s: an id that nothing has matches nothing", async (field) => {
    const query =
      "query ($filter: ClientApplicationFilter) { me { partner { applications(filter: $filter) { totalCount } } } }";
    const totalOf = async (filter: object) =>
      (await ada.data(query, { filter })).me.partner.applications.totalCount;
    for (const id of ["", "nonsense"]) expect(await totalOf({ [field]: { id } })).toBe(0);
    expect(await totalOf({ [field]: null })).toBeGreaterThan(0);
  });
});
