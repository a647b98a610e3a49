import { createHash } from "node:crypto";
import type { Clock } from "../../application/ports/clock.js";
import type { Gateway } from "../../application/ports/gateway.js";
import type { DesiredAccess, DesiredKey } from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";
import { type KongAdmin, KongConflict } from "./kong-admin.js";
import type { ToldKey, ToldKeys } from "./told-keys.js";

export interface KongGatewayParts {
  readonly admin: KongAdmin;
  readonly toldKeys: ToldKeys;
  readonly clock: Clock;
}

export interface KongGateway extends Gateway {
  /**
   * As `apply`, of what it holds: nothing is added. For one that the environment was taken away from. The access is asked for once
   * it is known what it holds.
   */
  holdTo(
    environmentId: Id<"env">,
    applicationId: Id<"app">,
    access: () => Promise<DesiredAccess>,
  ): Promise<void>;
}

/**
 * A Kong gateway, told by its Admin API. Each key is a consumer of its own, since the groups that say what may be called
 * are the consumer's: with the key as its `key-auth` credential, a group of `acl` for each product that it opens, and an
 * `ip-restriction` where it is limited to networks (R40). All have the ids that follow from the key's own, so that telling
 * twice, or going on after half of it, comes to the same (R30). What stops goes first.
 *
 * Clients of OAuth 2.0 are the authorization server's, which Kong asks or whose tokens it checks itself.
 */
export function createKongGateway({ admin, toldKeys, clock }: KongGatewayParts): KongGateway {
  return {
    async apply(environmentId, applicationId, access) {
      const tags = ["portico", environmentId, applicationId];
      const { wanted } = await removeOthers(tags, async () => access);
      await putAll(wanted, tags);
    },

    async holdTo(environmentId, applicationId, access) {
      const tags = ["portico", environmentId, applicationId];
      const { wanted, held } = await removeOthers(tags, access);
      await putAll(
        wanted.filter(({ apiKeyId }) => held.has(uuidOf(apiKeyId))),
        tags,
      );
    },
  };

  /** Gives those that are to be there, and the ids of the consumers that were. */
  async function removeOthers(tags: readonly string[], access: () => Promise<DesiredAccess>) {
    const held = await admin.consumers(tags);
    const wanted = (await access()).keys.filter((key) => secondsLeft(key, clock.now()) !== 0);
    const ids = new Set(wanted.map(({ apiKeyId }) => uuidOf(apiKeyId)));
    for (const { id } of held) if (!ids.has(id)) await admin.remove(`/consumers/${id}`);
    return { wanted, held: new Set(held.map(({ id }) => id)) };
  }

  async function putAll(keys: readonly DesiredKey[], tags: readonly string[]): Promise<void> {
    const told = await toldKeys(keys.map(({ apiKeyId }) => apiKeyId));
    const secrets = new Map(told.map((key) => [key.apiKeyId, key]));
    for (const key of keys) {
      const secret = secrets.get(key.apiKeyId);
      if (secret) await put(key, secret, tags);
    }
  }

  async function put(key: DesiredKey, { clear, products }: ToldKey, tags: readonly string[]): Promise<void> {
    const consumer = uuidOf(key.apiKeyId);
    const at = `/consumers/${consumer}`;
    await owning(key.apiKeyId, () => admin.put(at, { username: key.apiKeyId, tags }));
    // Before the credential, so that it never works where it must not.
    await limitTo(key.networks, at, consumer, tags);
    await openTo(products, at, consumer, tags);
    const ttl = secondsLeft(key, clock.now());
    if (ttl === 0) await admin.remove(`${at}/key-auth/${consumer}`);
    else await admin.put(`${at}/key-auth/${consumer}`, { key: clear, tags, ...(ttl !== null && { ttl }) });
  }

  /** Its username is nobody else's: what a Portico that lost its data, or a restored Kong, has left there goes. */
  async function owning(username: string, putConsumer: () => Promise<void>): Promise<void> {
    try {
      await putConsumer();
    } catch (error) {
      const other = error instanceof KongConflict ? await admin.consumer(username) : null;
      if (!other?.tags?.includes("portico")) throw error;
      await admin.remove(`/consumers/${other.id}`);
      await putConsumer();
    }
  }

  async function openTo(products: readonly string[], at: string, consumer: string, tags: readonly string[]) {
    const held = await admin.partsOf(consumer, "acls");
    for (const { id, group } of held)
      if (!products.includes(String(group))) await admin.remove(`${at}/acls/${String(id)}`);
    for (const group of products)
      if (!held.some((acl) => acl.group === group))
        await admin.put(`${at}/acls/${uuidOf(consumer, group)}`, { group, tags });
  }

  async function limitTo(networks: readonly string[], at: string, consumer: string, tags: readonly string[]) {
    const held = await admin.partsOf(consumer, "plugins");
    const own = held.filter(({ name }) => name === "ip-restriction");
    for (const { id } of own)
      if (id !== consumer || networks.length === 0) await admin.remove(`${at}/plugins/${String(id)}`);
    if (networks.length === 0) return;
    const config = { allow: networks };
    await admin.put(`${at}/plugins/${consumer}`, { name: "ip-restriction", config, tags });
  }
}

/** Kong's ids are UUIDs; the same for the same of ours (RFC 9562 §5.8). */
function uuidOf(...names: readonly string[]): string {
  const bytes = createHash("sha256").update(names.join(" ")).digest().subarray(0, 16);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Whole seconds until the key's end, 0 when it has come; null for never. */
function secondsLeft({ expiresAt }: DesiredKey, now: Date): number | null {
  return expiresAt && Math.max(Math.floor((expiresAt.getTime() - now.getTime()) / 1_000), 0);
}
