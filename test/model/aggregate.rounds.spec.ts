import { expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { auditNoteOf } from "../../src/application/consequences/audit/note-of.js";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import { rounds, roundsTimeout, seed } from "../support/rounds.js";
import { Subject } from "./aggregate-subject.js";
import { type Command, environments, kinds, products, refusals, story, storyLength } from "./commands.js";
import { History, type Look } from "./history.js";
import { isAlive, type Model, newModel, type Outcome, statusOf } from "./model.js";
import { follow } from "./rules.js";

jest.setTimeout(roundsTimeout);

const stories = rounds * 200;
/** How often each kind of command has to be carried out, and to be refused, and each refusal to be met. */
const often = rounds / 2;
const start = Date.parse("2026-03-01T09:00:00Z");

it(`R18 to R31 the aggregate does what the rules say, in ${stories} stories of ${storyLength} commands`, () => {
  const counts = new Map<string, number>();
  const property = fc.property(
    fc.boolean(),
    fc.subarray([...products], { minLength: 1 }),
    fc.subarray([...environments], { minLength: 1 }),
    story,
    (isConfidential, chosen, places, commands) => {
      const model = newModel(isConfidential, chosen, places);
      const subject = new Subject(isConfidential, chosen, places, start);
      const seen: string[] = [];
      adopt(model, subject, seen);
      const history = new History();
      for (const command of commands) {
        step(model, subject, command, seen, counts);
        if (!model.isDeleted) history.add(lookAt(subject));
      }
    },
  );
  fc.assert(property, { numRuns: stories, seed });
  process.stdout.write(`model: seed ${seed}, ${stories} stories, ${summary(counts)}\n`);
  expectVariety(counts);
});

function step(model: Model, subject: Subject, command: Command, seen: string[], counts: Map<string, number>) {
  const expected = follow(model, command, seen);
  const { outcome, events } = subject.do(command, seen);
  expectSame({ command, outcome }, { command, outcome: wordsFor(expected) });
  if ("by" in command) {
    const notes = events.filter((event) => auditNoteOf(event, (id) => id) !== null);
    expectSame(notes.length, "changed" in expected && expected.changed ? 1 : 0);
    const key = `${command.kind} ${outcome.split(" ")[0]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (model.isDeleted) {
    expect(subject.application.isDeleted).toBe(true);
    expect(subject.application.state.grants).toEqual([]);
    return;
  }
  adopt(model, subject, seen);
  expectSame(observed(subject), predicted(model));
}

/** As `toEqual`, but 300,000 times within seconds. */
function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

/** The product hands out the ids; a key that the model has no id for takes one that nobody has seen. */
function adopt(model: Model, subject: Subject, seen: string[]): void {
  for (const grant of model.grants) {
    const state = subject.grantIn(grant.environment);
    for (const key of grant.keys.filter(({ id }) => id === null)) {
      const fresh = state?.keys.find(
        ({ id, productId }) => productId === `prd_${key.product}` && !seen.includes(id),
      );
      key.id = fresh?.id ?? "missing";
      seen.push(key.id);
    }
  }
}

function observed({ application, now }: Subject) {
  const { state } = application;
  return {
    name: state.name,
    redirectUrls: state.redirectUrls,
    version: state.version,
    owner: state.ownerId.slice(4),
    coOwners: state.coOwnerIds.map((id) => id.slice(4)).sort(),
    isDeactivated: state.deactivatedAt !== null,
    products: state.productIds.map((id) => id.slice(4)).sort(),
    grants: state.grants
      .map((grant) => {
        const { keys, client } = application.desiredAccess(grant.environmentId, now);
        return {
          environment: grant.environmentId.slice(4),
          keys: grant.keys.map((key) => [key.id, apiKeyStatus(key, grant, state, now)]).sort(),
          accepted: keys.map(({ apiKeyId }) => apiKeyId).sort(),
          client: client && { hasSecret: client.secretHash !== null, isRetiring: client.retiring !== null },
        };
      })
      .sort(byEnvironment),
  };
}

function predicted(model: Model) {
  return {
    name: model.name,
    redirectUrls: model.redirectUrls,
    version: model.version,
    owner: model.owner,
    coOwners: [...model.coOwners].sort(),
    isDeactivated: model.isDeactivated,
    products: [...model.products].sort(),
    grants: model.grants
      .map((grant) => {
        const isOpen = grant.isApproved && !model.isDeactivated;
        const accepted = grant.keys.filter((key) => isOpen && key.isIssued && isAlive(key, model));
        const { credentials } = grant;
        const isRetiring = (credentials?.retiringUntil ?? 0) > model.now;
        return {
          environment: grant.environment as string,
          keys: grant.keys.map((key) => [key.id, statusOf(key, grant, model)]).sort(),
          accepted: accepted.map(({ id }) => id).sort(),
          client:
            isOpen && credentials && !credentials.isRevoked
              ? { hasSecret: credentials.hasSecret, isRetiring }
              : null,
        };
      })
      .sort(byEnvironment),
  };
}

const byEnvironment = (one: { environment: string }, other: { environment: string }) =>
  one.environment < other.environment ? -1 : 1;

const wordsFor = (outcome: Outcome) => ("refused" in outcome ? outcome.refused : "done");

function lookAt({ application, now }: Subject): Look {
  const { state } = application;
  const access = application.environmentIds.map((id) => application.desiredAccess(id, now));
  const clients = access.flatMap(({ client }) => [client?.secretHash, client?.retiring?.hash]);
  return {
    owner: state.ownerId,
    coOwners: state.coOwnerIds,
    isDeactivated: state.deactivatedAt !== null,
    statuses: new Map(
      state.grants.flatMap((grant) =>
        grant.keys.map((key) => [key.id, apiKeyStatus(key, grant, state, now)]),
      ),
    ),
    accepted: [
      ...access.flatMap(({ keys }) => keys.map(({ hash }) => hash)),
      ...clients.filter((hash) => hash != null),
    ],
  };
}

function summary(counts: Map<string, number>): string {
  return [...counts]
    .sort()
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");
}

/** Nothing was compared by never having come up. */
function expectVariety(counts: Map<string, number>): void {
  const sumOf = (isMeant: (kind: string, outcome: string) => boolean) =>
    [...counts].reduce((sum, [key, count]) => {
      const [kind = "", outcome = ""] = key.split(" ");
      return isMeant(kind, outcome) ? sum + count : sum;
    }, 0);
  for (const kind of kinds) {
    const done = sumOf((each, outcome) => each === kind && outcome === "done");
    const refused = sumOf((each, outcome) => each === kind && outcome !== "done");
    expect({ kind, isDoneOften: done >= often, isRefusedOften: refused >= often }).toEqual({
      kind,
      isDoneOften: true,
      isRefusedOften: true,
    });
  }
  for (const code of refusals) {
    expect({ code, isMetOften: sumOf((_, outcome) => outcome === code) >= often }).toEqual({
      code,
      isMetOften: true,
    });
  }
}
