import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { limits } from "../../src/graphql/limits/limits.js";
import { Client, type Json } from "../support/client.js";
import { type Person, type Story, startStory } from "../support/story.js";

const perAddress = 60_000;
const perDeveloper = 70_000;

let story: Story;
let people: Person[];

beforeAll(async () => {
  story = await startStory({
    settings: {
      WORK_PER_ADDRESS: String(perAddress),
      WORK_PER_DEVELOPER: String(perDeveloper),
      TRUSTED_PROXIES: "127.0.0.1,::1",
    },
  });
  people = [];
  for (const name of ["ada", "bob", "cleo", "dan"]) people.push(await story.signUp(`${name}@work.example`));
});

afterAll(() => story.stop());

/** Not asked for anything before, so that their window begins with the test. */
const somebody = (): Person => people.pop() ?? raise("Nobody is left.");
const raise = (message: string): never => {
  throw new Error(message);
};

let addresses = 0;
function newAddress(): Record<string, string> {
  addresses += 1;
  return { "x-forwarded-for": `10.1.0.${addresses}` };
}

/** Dear, and quickly answered: a developer who has just signed up sees few rows, but the pages are counted in full. */
const dear = `{ me { partner { members(first: 100) { edges { node { developer { partner { members(first: 100) {
  edges { node { role joinedAt } } } } } } } } } } }`;
const balance = "{ rateLimit { payer cost maximumCost limit remaining windowSeconds resetAt } }";

describe("a signed-in developer", () => {
  it("pays from a budget of their own, from wherever they ask, and leaves their address' alone", async () => {
    const ada = somebody();
    const from = newAddress();
    const first = await ada.raw(dear, {}, from);
    const { extensions } = (await first.json()) as Json;
    expect(first.headers.get("ratelimit-policy")).toBe(`"developer";q=${perDeveloper};qu="points";w=10`);
    expect(first.headers.get("ratelimit")).toMatch(
      new RegExp(`^"developer";r=${perDeveloper - extensions.cost.spent};t=\\d+$`),
    );
    expect(extensions.cost.operation).toBeGreaterThan(perDeveloper / 2);
    expect(extensions.cost.operation).toBeLessThan(limits.cost);

    const second = await ada.raw(dear, {}, newAddress());
    const { data, errors } = (await second.json()) as Json;
    expect([second.status, data]).toEqual([429, undefined]);
    const retryAfterSeconds = Number(second.headers.get("retry-after"));
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^Your budget of work is used up for now\. Try again in \d+ seconds?\.$/,
        ),
        extensions: { code: "RATE_LIMITED", retryAfterSeconds },
      },
    ]);

    const nobody = await new Client(story.url).raw("{ __typename }", {}, from);
    expect(nobody.headers.get("ratelimit")).toMatch(new RegExp(`^"address";r=${perAddress - 109};`));
    expect((await somebody().raw(dear, {}, from)).status).toBe(200);
    // Something smaller still fits.
    expect((await ada.raw("{ me { id } }", {}, from)).status).toBe(200);
  });

  it("is told by the API, too, what is left", async () => {
    const { rateLimit } = await somebody().data(balance);
    expect(rateLimit).toEqual({
      payer: "DEVELOPER",
      cost: 8,
      maximumCost: limits.cost,
      limit: perDeveloper,
      remaining: expect.any(Number),
      windowSeconds: 10,
      resetAt: expect.any(String),
    });
    expect(rateLimit.remaining).toBeLessThan(perDeveloper);
    expect(Date.parse(rateLimit.resetAt)).toBeGreaterThan(Date.now());
  });
});

describe("while nobody is signed in", () => {
  it("the address pays, whatever credentials are tried", async () => {
    const from = newAddress();
    const client = new Client(story.url);
    const remaining = async (headers: Record<string, string>) => {
      const response = await client.raw(balance, {}, { ...from, ...headers });
      return Number(/^"address";r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);
    };
    const all = [
      await remaining({}),
      await remaining({ authorization: "Bearer nonsense" }),
      await remaining({ authorization: `Bearer ptc_pat_${"a".repeat(43)}_aaaaaa` }),
      await remaining({ cookie: `portico.session_token=${"a".repeat(32)}.${"b".repeat(43)}%3D` }),
    ];
    const price = perAddress - (all[0] ?? 0);
    // Of what is refused with its token, all is paid but the operation itself.
    const refused = price - 8;
    const prices = [price, refused, refused, price];
    const paid = prices.map((_, index) => prices.slice(0, index + 1).reduce((sum, each) => sum + each));
    expect(all).toEqual(paid.map((points) => perAddress - points));
  });

  it("what is refused is paid for, too, before anybody is looked up", async () => {
    const from = newAddress();
    const client = new Client(story.url);
    let refused = 0;
    for (; refused < 100; refused += 1) {
      const { status } = await client.raw(`{ ${"x ".repeat(900)} }`, {}, from);
      if (status === 429) break;
      expect(status).toBe(400);
    }
    expect(refused).toBeGreaterThan(50);
    expect(refused).toBeLessThan(60);
    const [error] = (await client.ask("{ __typename }", {}, from)).errors ?? [];
    if (error) expect(error.extensions.code).toBe("RATE_LIMITED");
  });

  it("passwords can be tried thirty times in ten seconds from one address", async () => {
    const from = newAddress();
    const headers = { "content-type": "application/json", ...from };
    const body = JSON.stringify({ email: "ada@work.example", password: "not this one" });
    const tries = Array.from({ length: 40 }, () =>
      new Client(story.url).request("/api/auth/sign-in/email", { method: "POST", headers, body }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThan(0);
  });
});

describe("many requests at once", () => {
  it("get no more than the same requests one after the other", async () => {
    const ada = somebody();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.raw(dear)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(19);
  });
});
