import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createSharedReads } from "../../src/graphql/shared-reads.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { statementsDuring } from "../support/statements.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe, type Watching } from "../support/subscribe.js";

let story: Story;
let owner: Person;
let colleague: Person;
let application: Json;

beforeAll(async () => {
  story = await startStory();
  owner = await story.readyDeveloper("olga@shared.example");
  colleague = await story.readyDeveloper("carl@shared.example");
  application = await owner.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  await eventually(async () => {
    const { grants } = (
      await owner.data("query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }", {
        id: application.id,
      })
    ).clientApplication;
    return grants[0].apiKeys[0].status === "ACTIVE";
  });
  await story.pauseWorker();
});

afterAll(() => story.stop());

const selections = [
  "name viewerIsOwner grants { status apiKeys { status preview product { name } } environment { name } }",
  "name viewerIsOwner grants { status apiKeys { status } }",
  "id name viewerIsOwner owner { email } coOwners { email } grants { clientCredentials { clientId } }",
];
const watch = (person: Person, count: number): Watching[] =>
  Array.from({ length: count }, (_, index) =>
    subscribe(
      person,
      `subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { ${selections[index % 3]} } } }`,
      { id: application.id },
    ),
  );

const change = () =>
  story.services.pool.query("select pg_notify('portico_application_changed', $1)", [application.id]);

/** SQL statements that one change causes, once all watch. */
async function statementsOfChange(watching: readonly Watching[]): Promise<number> {
  const reached = (least: readonly number[]) =>
    watching.every(({ received }, index) => received.length > (least[index] ?? 0));
  await eventually(async () => {
    await change();
    await sleep(100);
    return reached([]);
  });
  // Whatever is under way has come.
  await sleep(700);
  const before = watching.map(({ received }) => received.length);
  const statements = await statementsDuring(async () => {
    await change();
    await eventually(async () => reached(before));
  });
  return statements.filter((text) => !/pg_notify|^listen/.test(text)).length;
}

describe("a change is read once for all subscriptions of one viewer", () => {
  it("so that twelve of them, of three kinds, take no more SQL statements than three", async () => {
    const few = watch(owner, 3);
    const one = await statementsOfChange(few);
    const many = [...few, ...watch(owner, 9)];
    const twelve = await statementsOfChange(many);
    await Promise.all(many.map((each) => each.stop()));
    expect(one).toBeGreaterThan(3);
    expect(twelve).toBe(one);
  });

  it("and each viewer still sees what they may see, and no more", async () => {
    const owners = watch(owner, 3);
    const others = watch(colleague, 3);
    await statementsOfChange([...owners, ...others]);
    const seen = ({ received }: Watching) =>
      (received as Json[]).at(-1)?.data.clientApplicationChanged.clientApplication;
    for (const each of owners) expect(seen(each).viewerIsOwner).toBe(true);
    for (const each of others) expect(seen(each).viewerIsOwner).toBe(false);
    expect(seen(owners[0] as Watching).grants[0].apiKeys[0].preview).toEqual(expect.any(String));
    expect(JSON.stringify(seen(others[0] as Watching))).not.toContain(
      seen(owners[0] as Watching).grants[0].apiKeys[0].preview,
    );
    await Promise.all([...owners, ...others].map((each) => each.stop()));
  });
});

describe("shared reads", () => {
  it("are read once for a change and a key, and anew for another one, or after half a second", () => {
    let now = 0;
    let reads = 0;
    const shared = createSharedReads(() => now);
    const read = () => {
      reads += 1;
      return reads;
    };
    const [first, second] = [{}, {}];
    expect([shared(first, "a", read), shared(first, "a", read)]).toEqual([1, 1]);
    expect(shared(first, "b", read)).toBe(2);
    expect(shared(second, "a", read)).toBe(3);
    now = 499;
    expect(shared(first, "a", read)).toBe(1);
    now = 500;
    expect(shared(first, "a", read)).toBe(4);
  });
});
