import { hash, randomBytes } from "node:crypto";
import {
  type ClientKnowledge,
  type ClientNames,
  type ClientStanding,
  type GatewayIdentity,
  type KeyKnowledge,
  KnowledgeAway,
  type Known,
  type Soon,
} from "../../application/ports/key-knowledge.js";
import type { Logger } from "../../application/ports/logger.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import { ratePlanFor } from "../../domain/catalogue/rate-plan.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { TokenStanding } from "../../domain/oauth/token-verdict.js";
import { isDatabaseAway } from "../database/is-database-away.js";
import { attemptsAt } from "../oauth/attempts-at.js";
import { type KeyChanges, type Span, tolerance } from "./key-changes.js";
import { type KeyDirectory, LookUpTimeOut } from "./key-directory.js";
import type { Products } from "./products.js";
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
/** In ms: how long after a failure the next look-up is not tried. */
const restAfterFailure = 250;
/** Clients, each with a network that asks as it: there are as many networks as somebody makes up. */
const mostClients = 10_000;

/** How one kind of secret is remembered and looked up. */
interface Kind<Thing extends object> {
  readonly memory: ReturnType<typeof createMemory<Thing>>;
  readonly running: Map<string, Running<Thing>>;
  /** Where something presented is remembered. */
  readonly placeOf: (presented: string) => string;
  readonly lookUp: (presented: string) => Promise<Thing | null>;
  /** Whose changes concern it. */
  readonly subjects: (thing: Thing) => readonly string[];
  /** In ms: how old what is answered may be. With 0 nothing is that was committed before the question, and what is missing is not remembered. */
  readonly age: number;
}

interface Running<Thing> {
  readonly sentAt: number;
  readonly entry: Promise<Entry<Thing>>;
}

/**
 * What is remembered is answered while it is proven that nothing was missed; what is not, or cannot be proven, is looked
 * up. A look-up serves whoever asked up to 40 ms after it was sent.
 */
export function createKeyKnowledge(parts: KeyKnowledgeParts): KeyKnowledge &
  ClientKnowledge & {
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
    // There are few, and each comes with every question.
    placeOf: (token) => token,
    lookUp: (token) => directory.gateway(vault.lookupHashes(token)),
    subjects: ({ tokenId }) => [tokenId],
    age: tolerance,
  };
  const keys: Kind<IssuedKey> = {
    memory: createMemory(),
    running: new Map(),
    placeOf: saltedHash,
    lookUp: issuedKey,
    subjects: ({ applicationId, partnerId }) => [applicationId, partnerId],
    age: tolerance,
  };
  const tokens: Kind<TokenStanding> = {
    memory: createMemory(),
    running: new Map(),
    placeOf: (names) => names,
    lookUp: (names) => directory.token(JSON.parse(names)),
    subjects: ({ client }) => [client.applicationId, client.partnerId],
    age: tolerance,
  };
  const clients: Kind<ClientStanding> = {
    memory: createMemory(mostClients),
    running: new Map(),
    placeOf: (names) => names,
    lookUp(written) {
      const names: ClientNames = JSON.parse(written);
      return directory.client(names, attemptsAt(vault, names));
    },
    subjects: ({ client, attempts }) => [client.applicationId, client.partnerId, attempts],
    age: 0,
  };
  /** All at once, in one place: a change of the catalogue changes everything. */
  const products: Kind<Products> = {
    memory: createMemory(),
    running: new Map(),
    placeOf: () => "",
    lookUp: directory.products,
    subjects: () => [],
    age: tolerance,
  };
  let failedAt = Number.NEGATIVE_INFINITY;
  let isAway = false;

  async function issuedKey(apiKey: string): Promise<IssuedKey | null> {
    // Known as of now, like the key: what changes meanwhile is later than the key's own sequence.
    const catalogue = currentProducts();
    const [row, known] = await Promise.all([directory.key(vault.lookupHashes(apiKey)), catalogue]);
    if (!row) return null;
    const { given, ...facts } = row;
    // It may be younger than what is remembered: nothing tells of a product that is added.
    const product = known.get(row.productId) ?? (await directory.products()).get(row.productId);
    if (!product) throw new Error(`The product of the key ${row.apiKeyId} is not there.`);
    return { ...facts, licence: product.licence, ratePlan: ratePlanFor(product, given) };
  }

  /** As part of another look-up, which has found out whether anybody may ask. */
  function currentProducts(): Soon<Products> {
    const known = recalled(products, "")?.value;
    if (known) return known;
    const now = performance.now();
    return (shared(products, "", now) ?? begun(products, "", "", now)).then(
      ({ value }) => value ?? new Map(),
    );
  }

  function isUnchanged<Thing extends object>({ subjects }: Kind<Thing>, entry: Entry<Thing>): boolean {
    const { sequence } = log;
    if (entry.sequence === sequence) return true;
    if (!log.isUnchanged(entry.sequence, entry.value ? subjects(entry.value) : [])) return false;
    entry.sequence = sequence;
    return true;
  }

  function holds<Thing extends object>(kind: Kind<Thing>, entry: Entry<Thing>): boolean {
    return entry.span !== null && entry.span === changes.span && isUnchanged(kind, entry);
  }

  async function lookUp<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    place: string,
  ): Promise<Entry<Thing>> {
    const now = performance.now();
    const running = shared(kind, place, now);
    if (running) return running;
    // One at a time finds out whether it is back.
    if (isAway && now - failedAt < restAfterFailure) throw new KnowledgeAway();
    if (isAway) failedAt = now;
    return begun(kind, clear, place, now);
  }

  function shared<Thing extends object>(kind: Kind<Thing>, place: string, now: number) {
    const running = kind.running.get(place);
    return running && now - running.sentAt <= kind.age ? running.entry : undefined;
  }

  function begun<Thing extends object>(kind: Kind<Thing>, clear: string, place: string, now: number) {
    const running = { sentAt: now, entry: read(kind, clear, place, now) };
    kind.running.set(place, running);
    const end = () => {
      if (kind.running.get(place) === running) kind.running.delete(place);
    };
    running.entry.then(end, end);
    return running.entry;
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
      const value = await kind.lookUp(clear);
      if (isAway) logger.info({}, "keys can be looked up again");
      isAway = false;
      if (value === null && !knowsRetired()) throw new KnowledgeAway();
      const entry = { value, span, sequence, readAt };
      if (value !== null || kind.age > 0) kind.memory.put(place, entry);
      return entry;
    } catch (error) {
      if (!(error instanceof LookUpTimeOut) && !isDatabaseAway(error)) throw error;
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
    if (entry && holds(kind, entry) && (await changes.proof(kind.age)) && holds(kind, entry))
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

  /** What is remembered there, if it is proven to be true. */
  function recalled<Thing extends object>(kind: Kind<Thing>, place: string): Known<Thing> | undefined {
    const entry = kind.memory.get(place);
    const isTrue = entry !== undefined && holds(kind, entry) && changes.isProven();
    return isTrue ? { value: entry.value, isStale: false } : undefined;
  }

  function ask<Thing extends object>(
    kind: Kind<Thing>,
    clear: string,
    mayBeStale: (thing: Thing | null) => boolean,
  ): Soon<Known<Thing>> {
    const place = kind.placeOf(clear);
    return recalled(kind, place) ?? asked(kind, clear, place, mayBeStale);
  }

  return {
    changes,
    recalledGateway: (token) => recalled(gateways, gateways.placeOf(token)),
    gateway: (token) => ask(gateways, token, (gateway) => gateway?.whenUnavailable === "LAST_KNOWN"),
    recalledKey: (apiKey) => recalled(keys, keys.placeOf(apiKey)),
    key: (apiKey, mayBeStale) => ask(keys, apiKey, () => mayBeStale),
    token: ({ id, clientId, grantId }, mayBeStale) =>
      ask(tokens, JSON.stringify({ id, clientId, grantId }), () => mayBeStale),
    async client({ environmentId, clientId, network }) {
      const names = JSON.stringify({ environmentId, clientId, network });
      return (await asked(clients, names, names, () => false)).value;
    },
    size: () => gateways.memory.size + keys.memory.size + tokens.memory.size,
  };
}

const salt = randomBytes(32).toString("base64url");

/**
 * In this process alone, whose salt nobody knows. What is kept under in the database takes ten times as long to work out,
 * and is needed for a look-up alone.
 */
function saltedHash(clear: string): string {
  return hash("sha256", salt + clear, "binary");
}

function provenAt(span: Span | null): number {
  return span?.provenAt ?? Number.NEGATIVE_INFINITY;
}
