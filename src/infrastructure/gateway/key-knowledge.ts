import { hash, randomBytes } from "node:crypto";
import {
  type GatewayIdentity,
  type KeyKnowledge,
  KnowledgeAway,
  type Known,
  type Soon,
} from "../../application/ports/key-knowledge.js";
import type { Logger } from "../../application/ports/logger.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { TokenStanding } from "../../domain/oauth/token-verdict.js";
import { isDatabaseAway } from "../database/is-database-away.js";
import { type KeyChanges, type Span, tolerance } from "./key-changes.js";
import type { KeyDirectory } from "./key-directory.js";
import { createChangeLog, createMemory, type Entry } from "./remembered.js";

export interface KeyKnowledgeParts {
  readonly directory: KeyDirectory;
  /** Given what is to be told of each change. */
  readonly changesTo: (onChange: (subject: string) => void) => KeyChanges;
  readonly vault: Pick<SecretVault, "lookupHashes">;
  /** Whether hashes made by retired keys are recognised by now: before, nobody can be told that a key is unknown. */
  readonly knowsRetired: () => boolean;
  readonly logger: Logger;
}

/** In ms. */
const staleAfter = 15 * 60_000;
/** In ms: how long a look-up may take, and how long after a failure the next one is not tried. */
const lookUpLimit = 1_000;
const restAfterFailure = 250;

/** How one kind of secret is remembered and looked up. */
interface Kind<Thing extends object> {
  readonly memory: ReturnType<typeof createMemory<Thing>>;
  readonly running: Map<string, Running<Thing>>;
  /** By the hashes that it may be kept under, or by what was presented. */
  readonly lookUp: (hashes: readonly string[], presented: string) => Promise<Thing | null>;
  /** Whose changes concern it. */
  readonly subjects: (thing: Thing) => readonly string[];
}

interface Running<Thing> {
  readonly sentAt: number;
  readonly entry: Promise<Entry<Thing>>;
}

/**
 * What is remembered is answered while it is proven that nothing was missed; what is not, or cannot be proven, is looked
 * up. A look-up serves whoever asked up to 40 ms after it was sent.
 */
export function createKeyKnowledge(parts: KeyKnowledgeParts): KeyKnowledge & {
  readonly changes: KeyChanges;
  /** How many secrets are remembered. */
  size(): number;
} {
  const { directory, vault, knowsRetired, logger } = parts;
  const log = createChangeLog();
  const changes = parts.changesTo((subject) => {
    if (subject !== "catalogue") return log.changed(subject);
    log.changedEverything();
    directory.forgetCatalogue();
  });
  const gateways: Kind<GatewayIdentity> = {
    memory: createMemory(),
    running: new Map(),
    lookUp: directory.gateway,
    subjects: ({ tokenId }) => [tokenId],
  };
  const keys: Kind<IssuedKey> = {
    memory: createMemory(),
    running: new Map(),
    lookUp: directory.key,
    subjects: ({ applicationId, partnerId }) => [applicationId, partnerId],
  };
  const tokens: Kind<TokenStanding> = {
    memory: createMemory(),
    running: new Map(),
    lookUp: (_, names) => directory.token(JSON.parse(names)),
    subjects: ({ client }) => [client.applicationId, client.partnerId],
  };
  let failedAt = Number.NEGATIVE_INFINITY;
  let isAway = false;

  function isUnchanged<Thing extends object>({ subjects }: Kind<Thing>, entry: Entry<Thing>): boolean {
    return log.isUnchanged(entry.sequence, entry.value ? subjects(entry.value) : []);
  }

  function holds<Thing extends object>(kind: Kind<Thing>, entry: Entry<Thing>): boolean {
    return entry.span !== null && entry.span === changes.span && isUnchanged(kind, entry);
  }

  async function lookUp<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    place: string,
  ): Promise<Entry<Thing>> {
    const readAt = performance.now();
    const running = kind.running.get(place);
    if (running && readAt - running.sentAt <= tolerance) return running.entry;
    // One at a time finds out whether it is back.
    if (isAway && readAt - failedAt < restAfterFailure) throw new KnowledgeAway();
    if (isAway) failedAt = readAt;
    const entry = read(kind, clear, place, readAt);
    kind.running.set(place, { sentAt: readAt, entry });
    return entry.finally(() => {
      if (kind.running.get(place)?.entry === entry) kind.running.delete(place);
    });
  }

  async function read<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    place: string,
    readAt: number,
  ): Promise<Entry<Thing>> {
    const { span } = changes;
    const { sequence } = log;
    try {
      const value = await withinLimit(kind.lookUp(vault.lookupHashes(clear), clear));
      if (isAway) logger.info({}, "keys can be looked up again");
      isAway = false;
      if (value === null && !knowsRetired()) throw new KnowledgeAway();
      const entry = { value, span, sequence, readAt };
      kind.memory.put(place, entry);
      return entry;
    } catch (error) {
      if (error instanceof KnowledgeAway && !isTimeOut(error)) throw error;
      if (!isTimeOut(error) && !isDatabaseAway(error)) throw error;
      if (!isAway) logger.warn({ error }, "keys cannot be looked up: the database is away");
      isAway = true;
      failedAt = performance.now();
      throw new KnowledgeAway();
    }
  }

  /** What was true not too long ago, as far as it is not known to have changed since. */
  function stale<Thing extends object>(kind: Kind<Thing>, place: string, error: unknown): Known<Thing> {
    const entry = kind.memory.get(place);
    if (!entry || !isUnchanged(kind, entry)) throw error;
    const asOf = Math.max(entry.readAt, provenAt(entry.span));
    if (performance.now() - asOf > staleAfter) throw error;
    return { value: entry.value, isStale: true };
  }

  async function asked<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    place: string,
    mayBeStale: (thing: Thing | null) => boolean,
  ): Promise<Known<Thing>> {
    const entry = kind.memory.get(place);
    if (entry && holds(kind, entry) && (await changes.proof()) && holds(kind, entry))
      return { value: entry.value, isStale: false };
    try {
      const { value } = await lookUp(kind, clear, place);
      return { value, isStale: false };
    } catch (error) {
      if (!(error instanceof KnowledgeAway)) throw error;
      const known = stale(kind, place, error);
      if (!mayBeStale(known.value)) throw error;
      return known;
    }
  }

  function ask<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    mayBeStale: (thing: Thing | null) => boolean,
  ): Soon<Known<Thing>> {
    const place = placeOf(clear);
    const entry = kind.memory.get(place);
    if (entry && holds(kind, entry) && changes.isProven()) return { value: entry.value, isStale: false };
    return asked(kind, clear, place, mayBeStale);
  }

  return {
    changes,
    gateway: (token) => ask(gateways, token, (gateway) => gateway?.whenUnavailable === "LAST_KNOWN"),
    key: (apiKey, mayBeStale) => ask(keys, apiKey, () => mayBeStale),
    token: ({ id, clientId, grantId }, mayBeStale) =>
      ask(tokens, JSON.stringify({ id, clientId, grantId }), () => mayBeStale),
    size: () => gateways.memory.size + keys.memory.size + tokens.memory.size,
  };
}

/**
 * Where something presented is remembered: in this process alone, whose salt nobody knows. What is kept under in the database
 * takes ten times as long to work out, and is needed for a look-up alone.
 */
function placeOf(clear: string): string {
  return hash("sha256", salt + clear, "base64url");
}

const salt = randomBytes(32).toString("base64url");

function provenAt(span: Span | null): number {
  return span?.provenAt ?? Number.NEGATIVE_INFINITY;
}

class TimeOut extends KnowledgeAway {}

function isTimeOut(error: unknown): boolean {
  return error instanceof TimeOut;
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeOut("The database does not answer.")), lookUpLimit);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
