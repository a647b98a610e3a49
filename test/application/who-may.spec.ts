import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Commands } from "../../src/application/create-commands.js";
import { signInNeeds } from "../../src/application/step-up.js";
import { DomainError } from "../../src/domain/domain-error.js";
import { prepared, roles, type Subject, table } from "./who-may-table.js";

let origin: Subject;
beforeAll(async () => {
  origin = await prepared();
});

/** A copy in which the cell can do what it likes. */
function subject(): Subject {
  return { ...origin, portico: origin.portico.copy() };
}

const cells = Object.entries(table).flatMap(([name, { outcomes }]) =>
  roles.map((role) => [`${name} by ${role}: ${outcomes[role]}`, name as keyof Commands, role] as const),
);

describe("R17 R18 R21 who may do what", () => {
  it.each(cells)("%s", async (_, name, role) => {
    const { run, before, outcomes } = table[name];
    const it = subject();
    await before?.(it);
    const { portico, actors } = it;
    const stored = portico.store;
    expect(await outcomeOf(() => run(it, actors[role]))).toBe(outcomes[role]);
    if (outcomes[role] === "OK") return;
    const told = /^reveal/.test(name) && outcomes[role] === "NOT_AN_OWNER" ? ["REVEAL_REFUSED"] : [];
    expect(portico.trail.slice(stored.audit.length)).toEqual(told);
    expect({ ...portico.store, audit: [], loaded: [] }).toEqual({ ...stored, audit: [], loaded: [] });
  });
});

describe("R18 what is another company's is answered as what is unknown", () => {
  const kinds = { clientApplicationId: "app", apiKeyId: "key", grantId: "grt", accessRequestId: "req" };
  const names = Object.keys(table).filter(
    (name) => table[name as keyof Commands].outcomes.stranger === "NOT_FOUND",
  );

  it.each(names as (keyof Commands)[])("%s", async (name) => {
    const { run, before } = table[name];
    const existing = subject();
    await before?.(existing);
    const unknown = Object.fromEntries(Object.entries(kinds).map(([field, kind]) => [field, `${kind}_none`]));
    const { stranger } = existing.actors;
    const [ofExisting, ofUnknown] = [existing, { ...existing, ...unknown }].map((it) =>
      problemsOf(() => run(it, stranger)),
    );
    expect(await ofExisting).toEqual(await ofUnknown);
  });
});

/** What operators do that is about no company, or does it no favour. */
const aboutNoCompany = new Set([
  "retryProvisioning",
  "endAccess",
  "createApiProduct",
  "updateApiProduct",
  "createApiEnvironment",
  "updateApiEnvironment",
  "chooseEnvironmentGateway",
  "publishTerms",
  "createGatewayToken",
  "revokeGatewayToken",
]);

describe("R17, R35, R37 who is of the company does nothing about it as an operator", () => {
  const names = (Object.keys(table) as (keyof Commands)[]).filter(
    (name) => signInNeeds[name] === "OPERATOR" && !aboutNoCompany.has(name),
  );

  it.each(names)("%s", async (name) => {
    const existing = subject();
    await table[name].before?.(existing);
    const by = existing.portico.actor(existing.actors.member.developerId, true);
    const stored = structuredClone(existing.portico.store);
    expect(await outcomeOf(() => table[name].run(existing, by))).toBe("OWN_PARTNER");
    expect({ ...existing.portico.store, loaded: [] }).toEqual({ ...stored, loaded: [] });
  });
});

async function problemsOf(act: () => Promise<unknown>) {
  try {
    await act();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems;
  }
}

async function outcomeOf(act: () => Promise<unknown>): Promise<string> {
  return (await problemsOf(act))[0]?.code ?? "OK";
}
