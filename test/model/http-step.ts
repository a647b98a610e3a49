import { expect } from "@jest/globals";
import type { Json } from "../support/client.js";
import type { Command, Environment, Name } from "./commands.js";
import { type History } from "./history.js";
import { type HttpSubject, wordOf } from "./http-subject.js";
import { type Model, type Outcome, refused } from "./model.js";
import { follow } from "./rules.js";
import { entriesAfter } from "./trail.js";

/** Where a story has got to. */
export interface Progress {
  readonly subject: HttpSubject;
  readonly model: Model;
  readonly history: History;
  /** The audit entries that there have to be, oldest first. */
  readonly trail: string[];
}

type Sent = Command & { by: Name };

/** Sends the command and compares all that is stored with what the rules say; `place` says which one fails. */
export async function step({ subject, model, history, trail }: Progress, command: Sent, place: object) {
  const outcome = await subject.do(command, model.version, `${model.name} ${subject.number}`);
  const facts = await subject.facts();
  const { expected, after } = chosen(model, subject, command, outcome, facts, place);
  Object.assign(model, after);
  trail.push(...entriesAfter(command, expected));
  if (model.isDeleted) {
    expect({ ...place, command, facts }).toEqual({ ...place, command, facts: null });
    return outcome;
  }
  learn(model, facts, subject);
  const actual = subject.observed(facts);
  expect({ ...place, command, ...actual }).toEqual({ ...place, command, ...predicted(model, subject) });
  history.add({
    ...actual,
    statuses: new Map(actual.keys.map(([id, , isRevoked]) => [id, isRevoked ? "REVOKED" : "OTHER"])),
    accepted: [],
  });
  return outcome;
}

/**
 * The worker may have issued what the command needs just before it came: both are right. The answer tells, and where it
 * does not, whether there are credentials afterwards.
 */
function chosen(
  model: Model,
  subject: HttpSubject,
  command: Sent,
  outcome: string,
  facts: Json,
  place: object,
): Candidate {
  const candidates = [model, issued(model, command, subject)].map((before): Candidate => {
    const after = structuredClone(before);
    // Over HTTP an application is found by its key or grant: one that is gone leads nobody to it.
    const isLost = meant(model, command, subject) === "gone";
    const expected = isLost ? refused("NOT_FOUND") : follow(after, command, subject.seen);
    return { after, expected };
  });
  const words = candidates.map(({ expected }) => ("refused" in expected ? expected.refused : "done"));
  const answering = candidates.filter((_, index) => words[index] === outcome);
  const where = meant(model, command, subject);
  const found = answering.find(({ after }) => hasCredentialsOf(after, facts, where)) ?? answering[0];
  if (found) return found;
  expect({ ...place, command, outcome }).toEqual({ ...place, command, outcome: words.join(" or ") });
  throw new Error("Never reached.");
}

interface Candidate {
  readonly after: Model;
  readonly expected: Outcome;
}

function hasCredentialsOf({ grants }: Model, facts: Json, where: string | undefined): boolean {
  const grant = grants.find(({ environment }) => environment === where);
  const found = facts?.grants.find((each: Json) => wordOf(each.environment) === where);
  return (found?.client_id != null) === (grant?.credentials != null);
}

/** The environment that a command is about; "gone" for a key or grant that is no longer there. */
function meant({ grants }: Model, command: Command, { seen }: HttpSubject): Environment | "gone" | undefined {
  if ("key" in command) {
    const id = seen[command.key % seen.length];
    return grants.find(({ keys }) => keys.some((key) => key.id === id))?.environment ?? "gone";
  }
  if (command.kind === "edit" || !("environment" in command)) return undefined;
  return grants.find(({ environment }) => environment === command.environment)?.environment ?? "gone";
}

function issued(model: Model, command: Command, subject: HttpSubject): Model {
  const environment = meant(model, command, subject);
  const next = structuredClone(model);
  if (environment && environment !== "gone") follow(next, { kind: "provision", environment }, []);
  return next;
}

/** New keys' ids, and how far the worker has come. */
export function learn(model: Model, facts: Json, { seen }: HttpSubject): void {
  for (const grant of model.grants) {
    const found = facts.grants.find((each: Json) => wordOf(each.environment) === grant.environment);
    if (found?.client_id && !grant.credentials) {
      grant.credentials = {
        hasSecret: model.isConfidential,
        isRevoked: false,
        wasShown: false,
        retiringUntil: null,
      };
    }
    for (const key of grant.keys) {
      const row = found?.keys.find((each: Json) =>
        key.id ? each.id === key.id : wordOf(each.product) === key.product && !seen.includes(each.id),
      );
      if (!key.id && row) {
        key.id = row.id;
        seen.push(row.id);
      }
      key.isIssued = row?.issued_at != null;
      key.isProvisioned = row?.provisioned_at != null;
    }
  }
}

function predicted(model: Model, { number }: HttpSubject) {
  return {
    name: `${model.name} ${number}`,
    version: model.version,
    owner: model.owner,
    coOwners: [...model.coOwners].sort(),
    isDeactivated: model.isDeactivated,
    products: [...model.products].sort(),
    redirectUrls: model.redirectUrls,
    environments: model.grants.map(({ environment }) => environment).sort(),
    keys: model.grants
      .flatMap(({ keys }) => keys.map(({ id, product, isRevoked }) => [id, product, isRevoked]))
      .sort(),
  };
}
