import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import { reportLeak } from "../../src/application/leaks/report-leak.js";
import type { SecretKind } from "../../src/application/ports/secret-vault.js";
import { development } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

let portico: InMemoryPortico;
let ada: Actor;
let olga: Actor;

beforeEach(async () => {
  portico = new InMemoryPortico();
  ada = await portico.joins("ada@acme.example");
  olga = portico.actor((await portico.joins("olga@bank.example")).developerId, true);
});

const reports = (kind: SecretKind, secret: string) =>
  reportLeak(portico.ports)({
    kind,
    hashes: portico.ports.vault.lookupHashes(secret),
    source: "PERSON",
    url: null,
    address: "192.0.2.7",
  });
const token = { name: "CI", scopes: ["READ"], expiresInDays: 30 } as const;

const secrets: Readonly<Record<SecretKind, readonly [action: string, make: () => Promise<string>]>> = {
  key: ["API_KEY_LEAKED", async () => portico.reveals(ada, portico.keyIn(await portico.registers(ada)).id)],
  sec: [
    "CLIENT_SECRET_LEAKED",
    async () => portico.revealsSecret(ada, portico.grantIn(await portico.registers(ada)).id),
  ],
  pat: ["ACCESS_TOKEN_LEAKED", async () => (await portico.commands.createAccessToken(ada, token)).value],
  cat: [
    "ACCESS_TOKEN_LEAKED",
    async () => {
      const namedIds = [await portico.registers(ada)];
      return (await portico.commands.createAccessToken(ada, { ...token, owner: "COMPANY", namedIds })).value;
    },
  ],
  gw: [
    "GATEWAY_TOKEN_LEAKED",
    async () => {
      const wanted = { environmentId: development.id, name: "Edge", expiresInDays: 30 };
      return (await portico.commands.createGatewayToken(olga, wanted)).value;
    },
  ],
};
const kinds = Object.keys(secrets) as SecretKind[];

describe("R27 a secret that was reported", () => {
  it.each(kinds)("is known as leaked, and told of once: %s", async (kind) => {
    const [action, make] = secrets[kind];
    const secret = await make();
    const { length } = portico.trail;
    const jobs = portico.store.jobs.length;
    await reports(kind, secret);
    expect(portico.trail.slice(length)).toEqual([action]);
    const [entry] = portico.store.audit.slice(-1);
    expect(entry).toMatchObject({ actorId: null });
    const queued = portico.store.jobs.slice(jobs);
    expect(queued.length).toBeGreaterThan(0);
    expect(JSON.stringify(queued)).not.toContain(secret);
    await reports(kind, secret);
    expect(portico.trail.slice(length)).toEqual([action]);
    expect(portico.store.jobs).toHaveLength(jobs + queued.length);
  });

  it.each(kinds)("is nothing where nobody has it: %s", async (kind) => {
    const before = portico.store;
    await reports(kind, "ptc_of_nobody");
    expect(portico.store.audit).toEqual(before.audit);
    expect(portico.store.jobs).toEqual(before.jobs);
  });

  it("R27 is found by what it is, and by nothing else that is kept under its hash", async () => {
    const secret = await secrets.sec[1]();
    const { length } = portico.trail;
    await reports("key", secret);
    expect(portico.trail).toHaveLength(length);
  });
});
