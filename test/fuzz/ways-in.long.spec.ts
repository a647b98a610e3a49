import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { type CryptoKey, generateKeyPair, SignJWT } from "jose";
import { type OpenIdProvider, startOpenIdProvider } from "../support/openid-provider.js";
import { type Platform, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import { seed } from "../support/rounds.js";
import type { Person } from "../support/story.js";
import { type Input, input, type Soil } from "./inputs.js";
import { junk, mutatedJson, Random } from "./random.js";
import { type Outcome, send } from "./send.js";

/**
 * Random and mutated inputs over all ways in. FUZZ_INPUTS says how many (2,000 if left out), SEED what they grow from.
 * The server's CPU is measured by the process itself, batch by batch; who else uses the machine does not count.
 */
const total = numberFrom("FUZZ_INPUTS") ?? 2_000;
const batchSize = 16;
/** Ms of CPU that one input may cost; and how many batches are looked into afterwards for the dearest input. */
const allowed = 250;
const lookedInto = 5;

jest.setTimeout(120_000 + total * 60);

let provider: OpenIdProvider;
let platform: Platform;
let ada: Person;
let soil: Soil;
let url: URL;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  provider = await startOpenIdProvider(privateKey);
  platform = await startPlatform({
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: "https://fuzz.example",
    OPERATOR_EMAILS: "ada@fuzz.example",
    LOG_LEVEL: "silent",
  });
  url = new URL(platform.url);
  ada = await platform.joins("ada@fuzz.example", "Ada");
  const { catalogue } = platform;
  const application = await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(catalogue.accounts),
    environments: byId(catalogue.development),
  });
  const token = { name: "fuzz", scopes: ["SECRETS"], expiresInDays: 9 };
  const { value } = await ada.mutate("createAccessToken", token, "value");
  const { me } = await ada.data("{ me { id partner { id } } }");
  soil = {
    cookie: ada.cookie ?? "",
    accessToken: value,
    jwts: await tokensOf(privateKey),
    email: ada.email,
    known: {
      id: application.id,
      clientApplicationId: application.id,
      apiKeyId: application.grants[0].apiKeys[0].id,
      grantId: application.grants[0].id,
      accessGrantId: application.grants[0].id,
      developerId: me.id,
      partnerId: me.partner.id,
      products: { id: catalogue.accounts },
      environments: { id: catalogue.development },
      apiProduct: { id: catalogue.accounts },
      apiEnvironment: { id: catalogue.development },
      first: 100,
    },
  };
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  await provider?.close();
});

/** Tokens that the provider could have signed, with claims that it would not. */
async function tokensOf(privateKey: CryptoKey) {
  const random = new Random(seed);
  const now = Math.floor(Date.now() / 1_000);
  const good = {
    iss: provider.issuer,
    aud: "https://fuzz.example",
    sub: "subject",
    iat: now,
    exp: now + 86_400,
    email: "olga@provider.example",
    email_verified: true,
  };
  const claims = Array.from({ length: 200 }, (_, index) => {
    const own = { ...good, sub: `subject-${index}`, email: `p${index}@provider${index % 9}.example` };
    return index % 4 === 0
      ? own
      : { ...good, ...(mutatedJson(random, own) as object), extra: junk(random, 4) };
  });
  const jwts: string[] = [];
  for (const each of claims) {
    const jwt = await new SignJWT(JSON.parse(JSON.stringify(each)))
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .sign(privateKey)
      .catch(() => null);
    // A header of 16 KiB is refused before anybody looks at it.
    if (jwt && jwt.length < 12_000) jwts.push(jwt);
  }
  return jwts;
}

/** What the web process has used so far, in ms of CPU. */
async function cpuOfWeb(): Promise<number> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  return 1_000 * Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

interface Batch {
  readonly inputs: readonly Input[];
  /** Ms, that of looking included. */
  readonly cpu: number;
}

/** Ms of CPU that an input costs by itself: the least of three, since nothing makes work cheaper. */
async function costOf(one: Input): Promise<number> {
  const costs: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const [first, second] = [await cpuOfWeb(), await cpuOfWeb()];
    await send(url, one);
    costs.push((await cpuOfWeb()) - second - (second - first));
  }
  return Math.min(...costs);
}

async function dearest(batches: readonly Batch[]): Promise<{ cost: number; input: Input } | undefined> {
  const measured: { cost: number; input: Input }[] = [];
  for (const one of batches.flatMap(({ inputs }) => inputs)) {
    measured.push({ cost: await costOf(one), input: one });
  }
  return measured.toSorted((a, b) => b.cost - a.cost)[0];
}

const shown = ({ headers, ...one }: Input) => JSON.stringify({ ...one, headers }).slice(0, 4_000);

/** Inputs may sign the session out, which would leave nothing but strangers. */
async function staysSignedIn(): Promise<void> {
  if ((await ada.data("{ me { id } }")).me) return;
  const credentials = { email: ada.email, password: "correct horse battery staple" };
  let signedIn = await ada.post("/api/auth/sign-in/email", credentials);
  // Among so many inputs some have guessed at this very account.
  while (signedIn.status === 429) {
    await sleep(1_000 * Number(signedIn.headers.get("retry-after") ?? 1));
    signedIn = await ada.post("/api/auth/sign-in/email", credentials);
  }
  expect(signedIn.status).toBe(200);
  soil = { ...soil, cookie: ada.cookie ?? "" };
}

it("no input over any way in is answered with a failure of ours, or costs more than 250 ms of CPU", async () => {
  const random = new Random(seed);
  const counts = new Map<string, number>();
  const failures: string[] = [];
  let worst: Batch[] = [];
  const start = performance.now();
  let before = await cpuOfWeb();
  const begun = before;
  for (let sent = 0; sent < total && failures.length < 10; sent += batchSize) {
    if (sent % (batchSize * 25) === 0) await staysSignedIn();
    const inputs = Array.from({ length: Math.min(batchSize, total - sent) }, () => input(random, soil));
    const outcomes = await Promise.all(inputs.map((one) => send(url, one)));
    outcomes.forEach(({ status, failure }: Outcome, index) => {
      const one = inputs[index] as Input;
      const kind = `${one.way} ${status}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (failure !== undefined) failures.push(`${status} ${failure}\nto ${shown(one)}`);
    });
    const now = await cpuOfWeb();
    worst = [...worst, { inputs, cpu: now - before }].toSorted((a, b) => b.cpu - a.cpu).slice(0, lookedInto);
    before = now;
  }
  const seconds = (performance.now() - start) / 1_000;
  const found = await dearest(worst);
  const lines = [
    `fuzz: seed ${seed}, ${total} inputs in ${Math.round(seconds)} s, ${Math.round(before - begun)} ms of CPU`,
    `dearest batch of ${batchSize}: ${Math.round(worst[0]?.cpu ?? 0)} ms of CPU; dearest input: ${Math.round(found?.cost ?? 0)} ms`,
    `it was ${found && shown(found.input).slice(0, 500)}`,
    ...[...counts].toSorted().map(([kind, count]) => `${kind}: ${count}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  expect(failures.map((failure) => `seed ${seed}: ${failure}`)).toEqual([]);
  expect(found?.cost ?? 0).toBeLessThanOrEqual(allowed);
});

function numberFrom(name: string): number | undefined {
  // biome-ignore lint/style/noProcessEnv: how a suite is told its length
  const value = process.env[name];
  return value ? Number(value) : undefined;
}
