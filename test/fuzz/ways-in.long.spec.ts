import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { type CryptoKey, generateKeyPair, SignJWT } from "jose";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import { eventually } from "../support/eventually.js";
import { type OpenIdProvider, startOpenIdProvider } from "../support/openid-provider.js";
import { idOf, type Platform, password, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import { seed } from "../support/rounds.js";
import { type SecretScanner, startSecretScanner } from "../support/secret-scanner.js";
import type { Person } from "../support/story.js";
import { type Input, input, type Soil } from "./inputs.js";
import { junk, mutatedJson, Random } from "./random.js";
import { type Outcome, Sender } from "./send.js";

/**
 * Random and mutated inputs over all ways in. FUZZ_INPUTS says how many (2,000 if left out), SEED what they grow from.
 * Many are on their way at once. The server's CPU is measured by the process itself, window by window; who else uses the
 * machine does not count.
 */
const total = numberFrom("FUZZ_INPUTS") ?? 2_000;
const senders = 48;
/** How many inputs are answered between two looks at the server's CPU. */
const windowSize = 64;
/** Ms of CPU that one input may cost; how many windows are looked into afterwards for the dearest, and how many of theirs twice. */
const allowed = 250;
const lookedInto = 5;
const lookedIntoTwice = 10;
/** What is told to come again, and may: the database or the event loop of a machine that others use as well is late at times. */
const tries = 5;
/** In ms: what needs a sign-in of the last minutes (R36) is to be reached as well. */
const signedInFor = 10 * 60_000;

jest.setTimeout(300_000 + total * 60);

let provider: OpenIdProvider;
let scanner: SecretScanner;
let platform: Platform;
let ada: Person;
let soil: Soil;
let url: URL;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  provider = await startOpenIdProvider(privateKey);
  scanner = await startSecretScanner();
  platform = await startPlatform({
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: "https://fuzz.example",
    OPERATOR_EMAILS: "ada@fuzz.example",
    SECRET_SCANNING_KEYS_URL: scanner.keysUrl,
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
  const [grant] = application.grants;
  const { clientId, clientSecret, apiKey } = await secretsOf(application.id);
  const token = { name: "fuzz", scopes: ["SECRETS"], expiresInDays: 9 };
  const { value } = await ada.mutate("createAccessToken", token, "value");
  const gateway = { environmentId: catalogue.development, name: "Edge", expiresInDays: 9 };
  const { value: gatewayToken } = await ada.mutate("createGatewayToken", gateway, "value");
  const colleague = await idOf(await platform.joins("ben@fuzz.example", "Ben"));
  const stranger = await platform.joins("carl@elsewhere.example", "Carl");
  const { me } = await stranger.data("{ me { partner { id } } }");
  soil = {
    cookie: ada.cookie ?? "",
    accessToken: value,
    jwts: await tokensOf(privateKey),
    apiKey,
    unknownKey: formatSecret("key", "development", randomBytes(32)),
    gatewayToken,
    scanner,
    clientId,
    clientSecret,
    known: {
      id: application.id,
      clientApplicationId: application.id,
      apiKeyId: grant.apiKeys[0].id,
      grantId: grant.id,
      accessGrantId: grant.id,
      developerId: colleague,
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date().toISOString(),
      environmentId: catalogue.development,
      partnerId: me.partner.id,
      products: { id: catalogue.accounts },
      environments: { id: catalogue.development },
      apiProduct: { id: catalogue.accounts },
      apiEnvironment: { id: catalogue.development },
      first: 100,
    },
  };
});

afterAll(async () => {
  await platform?.stop();
  await provider?.close();
  scanner?.close();
});

/** The key and the client credentials of the application's first grant, once they are live. */
async function secretsOf(id: string) {
  const query =
    "query ($id: ID!) { clientApplication(id: $id) { grants { id apiKeys { id status } clientCredentials { clientId } } } }";
  const grant = await eventually(async () => {
    const [first] = (await ada.data(query, { id })).clientApplication.grants;
    return first.apiKeys[0].status === "ACTIVE" && first;
  });
  const { value: apiKey } = await ada.mutate("revealApiKey", { apiKeyId: grant.apiKeys[0].id }, "value");
  const { value: clientSecret } = await ada.mutate("revealClientSecret", { grantId: grant.id }, "value");
  return { apiKey, clientSecret, clientId: grant.clientCredentials.clientId };
}

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

/** What the web process has used so far: ms of CPU, and MiB of memory now. */
async function usedByWeb(): Promise<{ cpu: number; memory: number }> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  return {
    cpu: 1_000 * value("process_cpu_seconds_total"),
    memory: value("process_resident_memory_bytes") / 2 ** 20,
  };
}

const cpuOfWeb = async () => (await usedByWeb()).cpu;

interface Window {
  /** All that were on their way meanwhile. */
  readonly inputs: readonly Input[];
  /** Ms, that of looking included. */
  readonly cpu: number;
}

/** Ms of CPU that an input costs by itself: the least of some times, since nothing makes work cheaper. */
async function costOf(sender: Sender, one: Input, times: number): Promise<number> {
  const costs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const [first, second] = [await cpuOfWeb(), await cpuOfWeb()];
    await sender.send(one);
    costs.push((await cpuOfWeb()) - second - (second - first));
  }
  return Math.min(...costs);
}

async function dearest(windows: readonly Window[]): Promise<{ cost: number; input: Input } | undefined> {
  const sender = new Sender(url);
  const measured = async (inputs: readonly Input[], times: number) => {
    const costs: { cost: number; input: Input }[] = [];
    for (const each of inputs) costs.push({ cost: await costOf(sender, each, times), input: each });
    return costs.toSorted((a, b) => b.cost - a.cost);
  };
  const once = await measured([...new Set(windows.flatMap(({ inputs }) => inputs))], 1);
  const again = once.slice(0, lookedIntoTwice).map((each) => each.input);
  const [first] = await measured(again, 3);
  sender.close();
  return first;
}

const shown = ({ headers, ...one }: Input) => JSON.stringify({ ...one, headers }).slice(0, 4_000);

let signedInAt = Date.now();

/** Inputs may sign the session out, which would leave nothing but strangers. */
async function staysSignedIn(): Promise<void> {
  if (Date.now() - signedInAt < signedInFor && (await ada.data("{ me { id } }")).me) return;
  signedInAt = Date.now();
  const credentials = { email: ada.email, password };
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
  const underWay = new Set<Input>();
  let answered: Input[] = [];
  let worst: Window[] = [];
  let sent = 0;
  let cameAgain = 0;
  const start = performance.now();
  const before = await usedByWeb();
  let last = before.cpu;

  async function look(inputs: readonly Input[]): Promise<void> {
    const now = await cpuOfWeb();
    worst = [...worst, { inputs, cpu: now - last }].toSorted((a, b) => b.cpu - a.cpu).slice(0, lookedInto);
    last = now;
  }

  async function outcomeOf(sender: Sender, one: Input): Promise<Outcome> {
    for (let time = 1; ; time += 1) {
      const outcome = await sender.send(one);
      if (outcome.status !== 503 || time === tries) return outcome;
      cameAgain += 1;
      await sleep(2_000 * time);
    }
  }

  async function sends(): Promise<void> {
    const sender = new Sender(url);
    while (sent < total && failures.length < 10) {
      sent += 1;
      if (sent % 2_000 === 0) await staysSignedIn();
      const one = input(random, soil);
      underWay.add(one);
      const { status, failure } = await outcomeOf(sender, one);
      underWay.delete(one);
      const kind = `${one.way} ${status}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (failure !== undefined) failures.push(`${status} ${failure}\nto ${shown(one)}`);
      answered.push(one);
      if (answered.length < windowSize) continue;
      const inputs = [...answered, ...underWay];
      answered = [];
      await look(inputs);
    }
    sender.close();
  }

  await Promise.all(Array.from({ length: senders }, sends));
  const seconds = (performance.now() - start) / 1_000;
  const after = await usedByWeb();
  const found = await dearest(worst);
  const cpu = after.cpu - before.cpu;
  const lines = [
    `fuzz: seed ${seed}, ${sent} inputs in ${Math.round(seconds)} s, ${Math.round(cpu)} ms of CPU, ${(cpu / sent).toFixed(1)} ms each`,
    `told to come again for the moment (503): ${cameAgain}`,
    `memory of the web: ${Math.round(before.memory)} MiB before, ${Math.round(after.memory)} MiB after`,
    `dearest window of ${windowSize}: ${Math.round(worst[0]?.cpu ?? 0)} ms of CPU; dearest input: ${Math.round(found?.cost ?? 0)} ms`,
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
