import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { type Outage, outageOf } from "../support/outage.js";
import { byId } from "../support/references.js";
import { type Person, password, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
let ada: Person;
let nobody: Client;
let outage: Outage;
let applicationId: string;

beforeAll(async () => {
  story = await startStory({ settings: { LOCK_TIMEOUT: "300" } });
  ada = await story.readyDeveloper("ada@away.example");
  nobody = new Client(story.url);
  const { catalogue } = story;
  const registered = await ada.registers({
    name: "Outlives outages",
    description: "Is there before and after.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue.accounts),
    environments: byId(catalogue.development),
  });
  applicationId = registered.id;
  await story.pauseWorker();
  outage = await outageOf(story.services.databaseUrl);
});

afterAll(async () => {
  await outage.end();
  await outage.close();
  await story.stop();
});

const rename = (key?: string) =>
  ada.raw(
    "mutation ($input: EditClientApplicationInput!) { editClientApplication(input: $input) { clientApplication { name } userErrors { code } } }",
    { input: { clientApplicationId: applicationId, description: `Renamed ${key}.`, expectedVersion: 1 } },
    key ? { "idempotency-key": key } : {},
  );

/** Every kind of request that needs the database. */
const requests: Readonly<Record<string, () => Promise<Response>>> = {
  "a query": () => ada.raw("{ me { id } }"),
  "a query by nobody in particular": () => nobody.raw("{ apiProducts { edges { node { id } } } }"),
  "a query of which a part needs nothing": () => nobody.raw("{ __typename apiProducts { totalCount } }"),
  "a query by GET": () =>
    ada.request("/graphql?query={me{id}}", { headers: { "apollo-require-preflight": "yes" } }),
  "a mutation": () => rename(),
  "a mutation with an Idempotency-Key": () => rename(crypto.randomUUID()),
  "a sign-in": () => nobody.post("/api/auth/sign-in/email", { email: ada.email, password }),
  "a sign-up": () => nobody.post("/api/auth/sign-up/email", { email: "bob@away.example" }),
  "a request for a new password": () => nobody.post("/api/auth/request-password-reset", { email: ada.email }),
  "a new password": () =>
    nobody.post("/api/auth/reset-password", { token: "of-some-mail", newPassword: `${password}!` }),
  "asking for the session": () => ada.request("/api/auth/get-session"),
  "the list of sessions": () => ada.request("/api/auth/list-sessions"),
  "the mailbox": () => nobody.request("/dev/mailbox"),
};

interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly code: string;
}

/** In the one shape of errors; whatever else it says is shown when it is not as expected. */
async function told(response: Response): Promise<Told | string> {
  const text = await response.text();
  if (!text.startsWith("{")) return text;
  const { errors } = JSON.parse(text) as Json;
  if (!errors?.[0]?.extensions) return text;
  const { code, retryAfterSeconds } = errors[0].extensions;
  const retryAfter = response.headers.get("retry-after");
  if (retryAfter !== String(retryAfterSeconds)) return `${retryAfter}: ${text}`;
  return { status: response.status, retryAfter, code };
}

const unavailable = { status: 503, retryAfter: "5", code: "UNAVAILABLE" };

async function answers(): Promise<Record<string, Told | string>> {
  const all = Object.entries(requests).map(async ([name, send]) => [name, await told(await send())] as const);
  return Object.fromEntries(await Promise.all(all));
}

const everywhere = Object.fromEntries(Object.keys(requests).map((name) => [name, unavailable]));

const allTables = [
  ...["auth.user", "auth.session", "auth.account", "auth.verification", '"auth"."rateLimit"'],
  ...["developer", "developer_identity", "api_product", "client_application", "mailbox_message"],
  "idempotency_record",
];

describe("while the database is away", () => {
  beforeAll(() => outage.begin("stay"));
  afterAll(() => outage.end());

  it("every request is answered with 503 UNAVAILABLE and when to ask again", async () => {
    expect(await answers()).toEqual(everywhere);
  });

  it("a subscription is refused with the same code", async () => {
    const query =
      "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { id } } }";
    const watching = subscribe(ada, query, { id: applicationId });
    expect(await watching.ended).toEqual({
      code: 1013,
      reason: { code: "UNAVAILABLE", retryAfterSeconds: 5 },
    });
  });
});

describe("while tables are locked", () => {
  let unlock: () => Promise<void>;
  beforeAll(async () => {
    unlock = await outage.lock(...allTables);
  });
  afterAll(() => unlock());

  it("every request is answered with 503 UNAVAILABLE soon, and not when the lock is gone", async () => {
    expect(await answers()).toEqual(everywhere);
  });
});

describe("once it is back", () => {
  it("a mutation that was told to come again is carried out, once, by the same request", async () => {
    const key = crypto.randomUUID();
    await outage.begin("stay");
    expect(await told(await rename(key))).toEqual(unavailable);
    await outage.end();
    const [first, second] = [await rename(key), await rename(key)];
    expect(first.status).toBe(200);
    expect(await first.text()).toBe(await second.text());
    expect(second.headers.get("idempotency-replayed")).toBe("true");
  });

  it("connections that were ended meanwhile fail no request", async () => {
    expect((await ada.raw("{ me { id } }")).status).toBe(200);
    await outage.begin();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await ada.raw("{ me { id } }")).status).toBe(200);
  });
});
