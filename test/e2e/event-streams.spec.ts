import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";
import { subscribeByEvents } from "../support/subscribe-by-events.js";

let story: Story;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@events.example");
  bob = await story.readyDeveloper("bob@events.example");
});

afterAll(() => story.stop());

const registers = async (name: string): Promise<Json> =>
  ada.registers({
    name,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.production),
  });

const query =
  "subscription ($id: ID!) { at: clientApplicationChanged(clientApplicationId: $id) { deletedClientApplicationId clientApplication { name viewerIsOwner } } }";
const names = (received: readonly unknown[]) =>
  (received as Json[]).map(({ data }) => data?.at.clientApplication?.name ?? null);
const edit = (id: string, expectedVersion: number, name: string) =>
  ada.mutate(
    "editClientApplication",
    { clientApplicationId: id, expectedVersion, name },
    "clientApplication { id }",
  );

describe("a subscription by Server-Sent Events", () => {
  it("R31 tells the present state, each change, and the deletion, as the same subscription over a WebSocket does", async () => {
    const { id, version } = await registers("Streamed");
    const watching = [subscribeByEvents(ada, query, { id }), subscribe(ada, query, { id })];
    await eventually(async () => watching.every(({ received }) => received.length === 1));
    await edit(id, version, "Streamed twice");
    await eventually(async () => watching.every(({ received }) => received.length === 2));
    const deletion = { clientApplicationId: id, confirmName: "Streamed twice" };
    await ada.mutate("deleteClientApplication", deletion, "deletedClientApplicationId");
    const [streamed, socket] = watching;
    expect([await streamed?.ended, await socket?.ended]).toEqual([null, null]);
    expect(names(streamed?.received ?? [])).toEqual(["Streamed", "Streamed twice", null]);
    expect(streamed?.received).toEqual(socket?.received);
  });

  it("R18 is refused on another company's application as on an unknown one, and to nobody with 401", async () => {
    const { id } = await registers("Hidden");
    const eve = await story.signUp("eve@elsewhere.example");
    const foreign = subscribeByEvents(eve, query, { id });
    const unknown = subscribeByEvents(eve, query, { id: story.services.ids.next("app") });
    expect([await foreign.ended, await unknown.ended]).toEqual([null, null]);
    expect(foreign.received).toEqual(unknown.received);
    expect(foreign.received).toMatchObject([{ errors: [{ extensions: { code: "NOT_FOUND" } }] }]);
    const visitor = subscribeByEvents({ url: story.url, cookie: "", token: "", address: "" }, query, { id });
    expect(await visitor.ended).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it.each<[string, (token: string, tokenId: string) => Promise<unknown>]>([
    [
      "its token is revoked",
      (_, accessTokenId) => bob.mutate("revokeAccessToken", { accessTokenId }, "accessToken { id }"),
    ],
    ["its developer signs out", () => bob.post("/api/auth/sign-out", {})],
  ])("R36 ends at once when %s", async (what, happens) => {
    const { id } = await registers(`Ends when ${what}`);
    const created = await bob.mutate(
      "createAccessToken",
      { name: "Watcher", scopes: ["READ"], expiresInDays: 1 },
      "value accessToken { id }",
    );
    const { url, address } = bob;
    const sender = what.includes("token") ? { url, address, cookie: "", token: created.value } : bob;
    const watching = subscribeByEvents(sender, query, { id });
    await eventually(async () => watching.received.length === 1);
    await happens(created.value, created.accessToken.id);
    expect(await watching.ended).toBeNull();
    expect(watching.received.at(-1)).toMatchObject({
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it("R9 ends when its developer is removed from the company, who is told nothing of what comes then", async () => {
    const { id, version } = await registers("Left");
    const cyd = await story.readyDeveloper("cyd@events.example");
    const watching = subscribeByEvents(cyd, query, { id });
    await eventually(async () => watching.received.length === 1);
    const { me } = await cyd.data("{ me { id } }");
    await ada.mutate("removeMember", { developerId: me.id }, "partner { id }");
    await edit(id, version, "Left behind");
    expect(await watching.ended).toBeNull();
    expect(JSON.stringify(watching.received)).not.toContain("Left behind");
  });
});
