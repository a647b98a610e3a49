/**
 * `npm run bench:verification`: what it takes to verify a key, and to get a token, beside what Node.js, PostgreSQL, nginx,
 * better-auth and oidc-provider take.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startDatabase } from "./database.js";
import { addClient, addKeys } from "./keys.js";
import { type Load, loaded } from "./measure.js";
import { startNginx } from "./nginx.js";
import { options } from "./options.js";
import { pinning } from "./pinning.js";
import { cpuMs, memoryMb } from "./processes.js";
import { asItsImageDoes, type Contestant, type Server, startServer } from "./servers.js";

const asked = options(process.argv.slice(2));
const pinned = pinning(asked.cores);
/** Asked again and again, and each only once. */
const [remembered, once] = [1_000, 12_000 * asked.rounds];
const perRound = Math.floor(once / asked.rounds);

const peer = (name: string): Contestant => ({
  name,
  isPortico: false,
  folder: "bench/peers",
  args: [`${name}.js`],
});
const portico = (command: string, core = 0): Contestant => ({
  name: `portico ${command}`,
  isPortico: true,
  folder: ".",
  args: [...asItsImageDoes, "dist/bundle/main.js", command],
  core,
});

/** In a process of its own: nothing else is in its memory. */
async function memory(): Promise<string> {
  const args = [
    "--expose-gc",
    "--no-warnings",
    "--import",
    "./test/support/run-typescript.js",
    "bench/memory.ts",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return `A remembered key takes ${Number(stdout)} bytes; a million of them ${Math.round(Number(stdout) * 0.95367)} MiB.\n`;
}

/** `cpu`: of the server for an answer, in ms. */
type Measured = Load & { readonly cpu: number };

interface Row {
  readonly name: string;
  /** Beside which row it stands. */
  readonly beside: string | null;
  readonly url: string;
  readonly pid: number;
  readonly requests: (round: number) => readonly object[];
}

const stops: (() => Promise<void>)[] = [];
const database = await startDatabase(3);
stops.push(() => database.stop());
try {
  const { keys, environment, gatewayToken } = await addKeys(database.settings, remembered + once);
  const client = await addClient(database.settings);
  const more = { OAUTH_CLIENT_ID: client.clientId, OAUTH_CLIENT_SECRET: client.clientSecret };
  const start = async (contestant: Contestant): Promise<Server> => {
    const isReady = async (url: string) =>
      (await fetch(contestant.isPortico ? `${url}/readyz` : url)).status < 500;
    const server = await startServer(contestant, { ...database.settings, more }, pinned, isReady);
    stops.push(() => server.stop());
    return server;
  };
  const [verifier, constant, select] = [
    await start(portico("verify")),
    await start(peer("constant")),
    await start(peer("select")),
  ];
  const [web, provider, betterAuth] = [
    await start(portico("web")),
    await start(peer("oidc-provider")),
    await start(peer("better-auth")),
  ];
  const { keys: others } = (await (await fetch(betterAuth.url)).json()) as { keys: string[] };
  const forwardAuth = `/v1/forward-auth/${environment}`;
  const gateway = { "portico-gateway-token": gatewayToken };
  const nginxes = {
    portico: await startNginx(
      `${verifier.url}${forwardAuth}`,
      { "Portico-Gateway-Token": gatewayToken },
      pinned,
    ),
    constant: await startNginx(`${constant.url}/`, {}, pinned),
  };
  for (const nginx of Object.values(nginxes)) if (nginx) stops.push(nginx.stop);

  const many = keys.slice(0, remembered);
  const few = (round: number) =>
    keys.slice(remembered + round * perRound, remembered + (round + 1) * perRound);
  const verify = (of: typeof keys) =>
    of.map(({ value }) => ({
      method: "POST",
      path: "/v1/keys/verify",
      headers: { ...gateway, "content-type": "application/json" },
      body: JSON.stringify({ apiKey: value }),
    }));
  const forward = (of: typeof keys) =>
    of.map(({ value }) => ({ method: "GET", path: forwardAuth, headers: { ...gateway, "api-key": value } }));
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64");
  const token = (path: string) => [
    {
      method: "POST",
      path,
      headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    },
  ];
  const rows: Row[] = [
    { ...constant, name: "constant, POST", beside: null, requests: () => verify(many) },
    { ...verifier, name: "verify, remembered", beside: "constant, POST", requests: () => verify(many) },
    {
      ...betterAuth,
      name: "better-auth's api-key plugin",
      beside: null,
      requests: () =>
        others.map((apiKey) => ({ method: "POST", path: "/", body: JSON.stringify({ apiKey }) })),
    },
    { ...constant, name: "constant, GET", beside: null, requests: () => forward(many) },
    { ...verifier, name: "forward-auth, remembered", beside: "constant, GET", requests: () => forward(many) },
    {
      ...select,
      name: "one SELECT by hash",
      beside: null,
      requests: (round) =>
        few(round).map(({ hash }) => ({ method: "GET", path: "/", headers: { "x-hash": hash } })),
    },
    {
      ...verifier,
      name: "forward-auth, not known yet",
      beside: "one SELECT by hash",
      requests: (round) => forward(few(round)),
    },
    ...(nginxes.constant && nginxes.portico
      ? (
          [
            { ...constant, name: "nginx, constant", beside: null, url: nginxes.constant.url },
            { ...verifier, name: "nginx, forward-auth", beside: "nginx, constant", url: nginxes.portico.url },
          ] as const
        ).map((row) => ({
          ...row,
          requests: () =>
            many.map(({ value }) => ({ method: "GET", path: "/", headers: { "api-key": value } })),
        }))
      : []),
    {
      ...provider,
      name: "oidc-provider in memory, token",
      beside: null,
      requests: () => token("/token"),
    },
    {
      ...web,
      name: "token endpoint",
      beside: "oidc-provider in memory, token",
      requests: () => token(`/environments/${client.environment}/oauth/token`),
    },
  ];
  const results = new Map<string, Measured[]>();
  for (let round = -1; round < asked.rounds; round += 1) {
    for (const row of rows) {
      const before = cpuMs(row.pid);
      const requests = row.requests(Math.max(round, 0));
      // What is not known yet is not known once.
      const isOnce = requests.length > remembered;
      if (isOnce && round < 0) continue;
      const seconds = round < 0 ? 1 : asked.seconds;
      const load = await loaded(
        {
          url: row.url,
          requests,
          connections: asked.connections,
          seconds,
          isApart: isOnce,
        },
        pinned,
      );
      if (isOnce && load.total > requests.length)
        throw new Error(`${row.name} was asked again for what it knew.`);
      if (round < 0) continue;
      results.set(row.name, [
        ...(results.get(row.name) ?? []),
        { ...load, cpu: (cpuMs(row.pid) - before) / load.total },
      ]);
    }
  }
  const middle = (name: string) =>
    (results.get(name) ?? []).toSorted((one, other) => one.perSecond - other.perSecond).at(asked.rounds >> 1);
  /** The middle one of the rounds' own: within a round the two stand beside one another, however the machine is used meanwhile. */
  const ratio = (name: string, beside: string | null, of: (load: Measured) => number): string => {
    const others = results.get(beside ?? "") ?? [];
    const ratios = (results.get(name) ?? []).flatMap((load, round) => {
      const other = others[round];
      return other ? [of(load) / of(other)] : [];
    });
    return (
      ratios
        .toSorted((one, other) => one - other)
        .at(ratios.length >> 1)
        ?.toFixed(2) ?? ""
    );
  };
  const lines = rows.flatMap(({ name, beside }) => {
    const own = middle(name);
    if (!own) return [];
    const cells = [
      name,
      own.perSecond.toFixed(0),
      ratio(name, beside, ({ perSecond }) => perSecond),
      own.p50,
      own.p99,
      (own.cpu * 1_000).toFixed(0),
      ratio(name, beside, ({ cpu }) => 1 / cpu),
      own.failures,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  process.stdout.write(
    [
      "| | answers/s | × the line before | p50 ms | p99 ms | CPU µs of the server | × by CPU | failures |",
      "|---|---|---|---|---|---|---|---|",
      ...lines,
      "",
    ].join("\n"),
  );
  process.stdout.write(
    `Memory of the verifier with ${remembered + once} keys: ${memoryMb(verifier.pid)} MB.\n${await memory()}`,
  );
  process.stdout.write(await twoOfThem());

  /** Two verifiers share nothing but the database: each has its own core and its own load, where there are as many. */
  async function twoOfThem(): Promise<string> {
    if (asked.cores < 5) return "Two verifiers beside one: not measured, for which it takes five cores.\n";
    const second = await start(portico("verify", 2));
    const load = ({ url }: Server, core: number) =>
      loaded(
        { url, requests: forward(many), connections: asked.connections, seconds: asked.seconds },
        pinned,
        core,
      );
    await load(second, 3);
    const alone = await load(verifier, 1);
    const both = await Promise.all([load(verifier, 1), load(second, 3)]);
    const together = both.reduce((sum, { perSecond }) => sum + perSecond, 0);
    return `Two verifiers answer ${(together / alone.perSecond).toFixed(2)} times what one does.\n`;
  }
} finally {
  for (const stop of stops.reverse()) await stop();
}
