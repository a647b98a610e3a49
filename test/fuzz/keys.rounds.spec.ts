import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { freePort } from "../../src/infrastructure/free-port.js";
import { toBase62 } from "../../src/infrastructure/secrets/base62.js";
import { gatewayToken } from "../support/gateway.js";
import { liveKey } from "../support/live-key.js";
import { type Program, startProgram } from "../support/program.js";
import { rounds, roundsTimeout, seed } from "../support/rounds.js";
import { type Story, startStory } from "../support/story.js";
import { Random } from "./random.js";
import { RawClient } from "./raw-client.js";

/** How many questions: 1,000 by `npm test`, 25,000 by `npm run test:long`, or what the environment's KEYS says. */
// biome-ignore lint/style/noProcessEnv: how a suite is told its length
const count = Number(process.env.KEYS ?? rounds * 250);
const clients = 8;

let story: Story;
let verifier: Program;
let port: number;
let token: string;
let live: string;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  const olga = await story.readyDeveloper("olga@bank.example");
  const ada = await story.readyDeveloper("ada@fuzzed.example");
  token = (await gatewayToken(olga, story, "uat")).value;
  live = (await liveKey(ada, story, "uat")).value;
  port = await freePort();
  const { config, databaseUrl } = story.services;
  const { secretKeys: SECRET_KEYS } = config;
  verifier = startProgram("verify", { DATABASE_URL: databaseUrl, SECRET_KEYS, PORT: String(port) });
  await verifier.prints(/listening on/);
});

afterAll(async () => {
  await verifier?.stop();
  await story.stop();
});

/** With the checksum that goes with it. */
function repaired(body: string): string {
  return `${body}_${toBase62(BigInt(crc32(body)), 6)}`;
}

/** Something like a key; now and then the one that works. */
function someKey(random: Random): string {
  const body = live.slice(0, live.lastIndexOf("_"));
  const at = random.whole(0, body.length - 1);
  const letter = random.pick([..."0123456789ABCxyz_-"]);
  const changed = `${body.slice(0, at)}${letter}${body.slice(at + 1)}`;
  return random.pick([
    () => live,
    () => changed + live.slice(body.length),
    () => repaired(changed),
    () => repaired(body.replace("_uat_", random.pick(["_development_", "_", "_a-b-c_", "__"]))),
    () => repaired(body.replace("ptc_key", random.pick(["ptc_sec", "ptc_pat", "ptc_gw", "ptc_"]))),
    () => live.slice(0, random.whole(0, live.length)),
    () => live.repeat(random.whole(2, 40)),
    () => live.toUpperCase(),
    () => ` ${live}`,
    () => `${live}\u0000`,
    () => random.text(),
    () => "",
  ])();
}

function verification(random: Random, apiKey: string): [head: string, body: Buffer] {
  const question = {
    apiKey,
    ...random.pick([{}, { product: random.text() }, { api: random.text() }, { cost: 2 }]),
  };
  const text = JSON.stringify(question);
  const cut = random.chance(0.1) ? text.slice(0, random.whole(0, text.length)) : text;
  const body = Buffer.from(random.chance(0.05) ? cut.padEnd(random.whole(8_000, 9_000)) : cut);
  return [
    `POST /v1/keys/verify HTTP/1.1\r\nHost: a\r\nPortico-Gateway-Token: ${token}\r\nContent-Length: ${body.length}\r\n\r\n`,
    body,
  ];
}

function forwarding(random: Random, apiKey: string): [head: string, body: Buffer] {
  const rest = random.pick([
    "",
    "?product=accounts",
    "?product=%zz",
    "?require=%00",
    "/x?y=z",
    "/%2e%2e/",
    "?".repeat(40),
  ]);
  const name = random.pick(["API-Key", "X-API-Key", "api-key"]);
  const more = random.pick([
    "",
    "X-Portico-Product: accounts\r\n",
    `X-Portico-Product: ${random.whole(0, 9)}\r\n`,
  ]);
  const method = random.pick(["GET", "POST", "DELETE", "OPTIONS", "PROPFIND"]);
  const lines = `Host: a\r\nPortico-Gateway-Token: ${token}\r\n${more}${name}: ${apiKey}\r\n`;
  return [`${method} /v1/forward-auth/uat${rest} HTTP/1.1\r\n${lines}\r\n`, Buffer.alloc(0)];
}

/** In ms: what the process has used of its processor. */
async function cpuTime(): Promise<number> {
  const stat = await readFile(`/proc/${verifier.process.pid}/stat`, "utf8");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return ((user ?? 0) + (system ?? 0)) * 10;
}

it(
  `no key but the one that works is let in, and none takes long (seed ${seed})`,
  async () => {
    const before = await cpuTime();
    const wrong: string[] = [];
    let valid = 0;
    await Promise.all(
      Array.from({ length: clients }, async (_, index) => {
        const random = new Random(seed + index);
        const client = new RawClient(port);
        for (let asked = 0; asked < count / clients; asked += 1) {
          const apiKey = someKey(random);
          const isForwarded = random.chance(0.5);
          const [head, body] = (isForwarded ? forwarding : verification)(random, apiKey);
          const answer = await client.ask(head, body);
          const isValid = isForwarded ? answer.status === 200 : answer.body.includes('"VALID"');
          // Around the value of a header blanks do not count (RFC 9110 §5.5).
          const isLive =
            apiKey === live || (isForwarded && apiKey.trim() === live && !/[^\t -~]/.test(apiKey));
          valid += isValid ? 1 : 0;
          if (answer.status >= 500 || answer.status === 0 || (isValid && !isLive))
            wrong.push(`${answer.status} ${answer.body} to ${JSON.stringify([head, body.toString()])}`);
        }
        client.close();
      }),
    );
    expect(wrong.map((each) => each.replaceAll(live, "LIVE").replaceAll(token, "TOKEN")).slice(0, 5)).toEqual(
      [],
    );
    expect(valid).toBeGreaterThan(0);
    const each = ((await cpuTime()) - before) / count;
    expect(each).toBeLessThan(1);
    expect(`${verifier.stdout()}${verifier.stderr()}`).not.toMatch(/ptc_key_uat|ptc_gw_|internal/i);
  },
  roundsTimeout + count * 5,
);
