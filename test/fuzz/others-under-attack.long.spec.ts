import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { WebSocket } from "ws";
import { freePort } from "../../src/infrastructure/free-port.js";
import { Client, type Json } from "../support/client.js";
import { type Platform, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import type { Person } from "../support/story.js";
import { worstRequests } from "../support/worst/requests.js";

/**
 * How long somebody else waits for their answers while one address, or one developer, does its worst. Each attack lasts
 * ATTACK_SECONDS (5 if left out); the figures are printed, and held against those of the same server in peace just before,
 * for half as long: whatever else the machine does at the time is in both.
 */
// biome-ignore lint/style/noProcessEnv: how a suite is told its length
const attackSeconds = Number(process.env.ATTACK_SECONDS ?? 5);
const attackerAt = { "x-forwarded-for": "198.51.100.66" };

jest.setTimeout(120_000 + attackSeconds * 30_000);

let platform: Platform;
let vera: Person;
let mallory: Person;
let application: Json;

beforeAll(async () => {
  platform = await startPlatform({
    // As they are when nobody says anything.
    WORK_PER_ADDRESS: "60000",
    WORK_PER_DEVELOPER: "120000",
    TRUSTED_PROXIES: "127.0.0.1,::1",
    // Nobody listens there.
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_AUDIENCE: "https://attack.example",
    LOG_LEVEL: "silent",
  });
  vera = Object.assign(await platform.joins("vera@peace.example", "Vera"), { address: "192.0.2.1" });
  mallory = Object.assign(await platform.joins("mallory@war.example", "Mallory"), {
    address: "198.51.100.66",
  });
  application = await mallory.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(platform.catalogue.accounts),
    environments: byId(platform.catalogue.development),
  });
  await waitsDuring(async () => {}, 1);
});

afterAll(() => platform?.stop());

interface Waits {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
}

/** What Vera waits for her answers, in ms, while `attack` is repeated over and over by `attackers` at once. */
async function waitsDuring(
  attack: () => Promise<void>,
  seconds = attackSeconds,
  attackers = 0,
): Promise<Waits> {
  let isOver = false;
  const assailants = Array.from({ length: attackers }, async () => {
    while (!isOver) await attack().catch(() => {});
  });
  const waits = await waitsOfVera(seconds);
  isOver = true;
  await Promise.all(assailants);
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, median: at(0.5), p99: at(0.99) };
}

function waitsOfVera(seconds: number): Promise<number[]> {
  const headers = {
    "content-type": "application/json",
    cookie: vera.cookie,
    "x-forwarded-for": vera.address,
    origin: platform.url,
  };
  const body = JSON.stringify({ query: "{ me { displayName role } }" });
  // At this pace they stay within their own budget.
  const workerData = { url: `${platform.url}/graphql`, headers, body, seconds, pause: 10 };
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  new Worker(new URL("./asking.js", import.meta.url), { workerData })
    .once("message", resolve)
    .once("error", reject);
  return promise;
}

function report(name: string, quiet: Waits, { count, median, p99 }: Waits): void {
  const compared = (one: number, other: number) =>
    `${one.toFixed(0)} ms for ${other.toFixed(0)} ms (${(one / other).toFixed(1)})`;
  process.stdout.write(
    `${name}: median ${compared(median, quiet.median)}, p99 ${compared(p99, quiet.p99)}, of ${count} answers for ${quiet.count}\n`,
  );
}

const requests = worstRequests().map(([, request]) => request);
let next = 0;

async function sendsTheWorst(): Promise<void> {
  next += 1;
  const { path, init } = requests[next % requests.length] ?? { path: "/", init: {} };
  const headers = { ...(init.headers as Record<string, string>), ...attackerAt };
  const response = await fetch(new URL(path, platform.url), { redirect: "manual", ...init, headers });
  await response.arrayBuffer();
}

async function floodsSockets(headers: Record<string, string>, messages: readonly string[]): Promise<void> {
  const url = `${platform.url.replace("http", "ws")}/graphql`;
  const socket = new WebSocket(url, "graphql-transport-ws", { headers: { ...attackerAt, ...headers } });
  await new Promise<void>((resolve) => {
    socket.on("error", () => resolve());
    socket.once("close", () => resolve());
    socket.once("open", () => {
      const [init, ...rest] = messages;
      const sendTheRest = () => rest.forEach((message) => void socket.send(message));
      socket.send(init ?? "");
      // Who is signed in would be closed for haste; who is not is closed anyway.
      if (headers.cookie) socket.once("message", sendTheRest);
      else sendTheRest();
      setTimeout(() => socket.terminate(), 1_000);
    });
  });
}

/** The messages of a socket that is opened and subscribes so often; the same each time, so that sending them takes little. */
const subscribing = remembered((count: number) => [
  JSON.stringify({ type: "connection_init" }),
  ...Array.from({ length: count }, (_, id) =>
    JSON.stringify({
      type: "subscribe",
      id: `${id}`,
      payload: {
        query: `subscription { clientApplicationChanged(clientApplicationId: "${application.id}") { clientApplication { name ${"grants { apiKeys { status } } ".repeat(20)} } } }`,
      },
    }),
  ),
]);

function remembered<Value>(make: (count: number) => Value): (count: number) => Value {
  const made = new Map<number, Value>();
  return (count) => {
    const value = made.get(count) ?? make(count);
    made.set(count, value);
    return value;
  };
}

const registration = (name: string) =>
  `registerClientApplication(input: { name: "${name}", description: "More.", type: SERVICE, authentication: CLIENT_CREDENTIALS, products: [{ slug: "accounts" }], environments: [{ slug: "development" }] }) { userErrors { code } }`;

const attacks: Record<string, { readonly attackers: number; attack(): Promise<void> }> = {
  "the worst requests of nobody, one after the other": { attackers: 8, attack: sendsTheWorst },
  "sockets of nobody, each with 1,500 messages": {
    attackers: 40,
    attack: () => floodsSockets({}, subscribing(1_500)),
  },
  "sockets of one developer, each with 100 subscriptions": {
    attackers: 40,
    attack: () => floodsSockets({ cookie: mallory.cookie ?? "" }, subscribing(100)),
  },
  "exports of one developer": {
    attackers: 8,
    attack: async () => void (await mallory.raw("{ exportMyData }")),
  },
  "ten mutations a request of one developer": {
    attackers: 8,
    async attack() {
      next += 1;
      const fields = Array.from(
        { length: 10 },
        (_, index) => `m${index}: ${registration(`App ${next}-${index}`)}`,
      );
      await mallory.raw(`mutation { ${fields.join(" ")} }`);
    },
  },
  "twenty subscriptions and a change over and over": {
    attackers: 21,
    async attack() {
      next += 1;
      if (next % 21 !== 0) {
        return floodsSockets({ cookie: mallory.cookie ?? "" }, subscribing(1));
      }
      const by = next % 2 === 0 ? "deactivate" : "restore";
      const input = { clientApplicationId: application.id };
      await mallory.tryTo(`${by}ClientApplication`, input, "clientApplication { id }");
    },
  },
  "made-up tokens while the provider is away": {
    attackers: 8,
    async attack() {
      next += 1;
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const token = `${part({ alg: "RS256", kid: `k${next}` })}.${part({ sub: `${next}` })}.${"a".repeat(340)}`;
      const nobody = new Client(platform.url);
      await nobody.raw("{ me { id } }", {}, { ...attackerAt, authorization: `Bearer ${token}` });
    },
  },
};

it.each(Object.entries(attacks))(
  "%s: others are answered as before, a little later",
  async (name, { attackers, attack }) => {
    const quiet = await waitsDuring(async () => {}, attackSeconds / 2);
    const waits = await waitsDuring(attack, attackSeconds, attackers);
    report(name, quiet, waits);
    // The attackers are on the same machine, and take their share of it.
    expect(waits.median).toBeLessThan(20 * quiet.median + 100);
  },
);
