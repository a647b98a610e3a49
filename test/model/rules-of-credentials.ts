import type { Command, Name } from "./commands.js";
import {
  changed,
  isAlive,
  type Model,
  type ModelCredentials,
  type ModelGrant,
  type ModelKey,
  newKey,
  type Outcome,
  refused,
} from "./model.js";

type Of<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;
type OfCredentials =
  | Of<"revokeApiKey" | "revealApiKey">
  | Of<"rotateApiKey">
  | Of<"revokeGrantCredentials" | "revealClientSecret">
  | Of<"rotateClientSecret">;

const hour = 3_600_000;

export function apply(model: Model, command: OfCredentials & { by: Name }, all: readonly string[]): Outcome {
  // R28: 0 to 30 days.
  if ("hours" in command && command.hours > 720) return refused("INVALID");
  if ("key" in command) {
    const found = keyAt(model, all[command.key % all.length]);
    if (!found) return refused("NOT_FOUND");
    if ("hours" in command) return rotate(model, found.grant, found.key, command.hours);
    if (command.kind === "revokeApiKey") return revoke(found.key);
    return reveal(found.key, found.key.isIssued, found.grant);
  }
  const grant = model.grants.find(({ environment }) => environment === command.environment);
  if (!grant) return refused("NOT_FOUND");
  if (command.kind === "revokeGrantCredentials") return revokeAll(grant);
  if (command.kind === "rotateClientSecret") return rotateSecret(model, grant, command.hours);
  const { credentials } = grant;
  return credentials ? reveal(credentials, credentials.hasSecret, grant) : refused("NOT_ISSUED");
}

function keyAt({ grants }: Model, id: string | undefined) {
  for (const grant of grants) {
    const key = grant.keys.find((each) => each.id === id);
    if (key) return { grant, key };
  }
  return undefined;
}

/** R27. */
function revoke(key: ModelKey): Outcome {
  if (key.isRevoked) return refused("ALREADY_REVOKED");
  key.isRevoked = true;
  return changed;
}

/** R27. */
function revokeAll({ keys, credentials }: ModelGrant): Outcome {
  const all: { isRevoked: boolean }[] = credentials ? [...keys, credentials] : keys;
  if (all.every(({ isRevoked }) => isRevoked)) return refused("ALREADY_REVOKED");
  for (const each of all) each.isRevoked = true;
  if (credentials) credentials.retiringUntil = null;
  return changed;
}

/** R19: `vault` shows each secret once. */
function reveal(secret: ModelKey | ModelCredentials, isThere: boolean, { environment }: ModelGrant): Outcome {
  if (secret.isRevoked) return refused("ALREADY_REVOKED");
  if (!isThere) return refused("NOT_ISSUED");
  if (environment === "vault" && secret.wasShown) return refused("ALREADY_SHOWN");
  secret.wasShown = true;
  return changed;
}

/** R27, R28: one current key of a product, and at most one more that is on its way out. */
function rotate(model: Model, grant: ModelGrant, key: ModelKey, hours: number): Outcome {
  if (!key.isRevoked && !key.isIssued) return refused("NOT_ISSUED");
  const others = grant.keys.filter((other) => other !== key && other.product === key.product);
  const living = others.filter((other) => isAlive(other, model));
  if (living.some(({ expiresAt }) => expiresAt === null)) return refused("LIMIT_REACHED");
  const end = Math.min(model.now + hours * hour, key.expiresAt ?? Number.POSITIVE_INFINITY);
  const goesOn = !key.isRevoked && end > model.now;
  if (goesOn && living.length > 0) return refused("LIMIT_REACHED");
  if (!key.isRevoked) key.expiresAt = end;
  grant.keys = [...grant.keys.filter((each) => !others.includes(each) || living.includes(each))];
  grant.keys.push(newKey(key.product));
  return changed;
}

/** R27, R28. */
function rotateSecret(model: Model, grant: ModelGrant, hours: number): Outcome {
  const { credentials } = grant;
  if (credentials?.isRevoked) {
    Object.assign(credentials, { isRevoked: false, wasShown: false, retiringUntil: null });
    return changed;
  }
  if (!credentials?.hasSecret) return refused("NOT_ISSUED");
  if (hours > 0 && (credentials.retiringUntil ?? 0) > model.now) return refused("LIMIT_REACHED");
  credentials.wasShown = false;
  credentials.retiringUntil = hours > 0 ? model.now + hours * hour : null;
  return changed;
}
