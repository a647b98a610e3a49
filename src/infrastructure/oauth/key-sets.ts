import { lookup as systemLookup } from "node:dns/promises";
import { request } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { KeySets } from "../../application/ports/authorization-servers.js";

interface Options {
  /** All addresses of a host. */
  readonly lookup?: (host: string) => Promise<readonly { address: string; family: number }[]>;
  /** Whether an address is somebody's in public. */
  readonly isPublic?: (address: string) => boolean;
  /** Of authorities besides those that the system trusts. */
  readonly ca?: string;
}

/** In ms: for all of it, and in bytes. */
const patience = 3_000;
const most = 64 * 1024;
/** In ms: how long a place is left alone after it gave none. Whoever makes up proofs does not have it asked each time. */
const pause = 10_000;
const mostPauses = 1_000;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Fetches sets of public keys from where their owners have put them: by https, from an address that is public, whatever the
 * name has led to meanwhile, without following anything, and not for long.
 */
export function createKeySets({
  lookup = (host) => systemLookup(host, { all: true }),
  isPublic = isPublicAddress,
  ca,
}: Options = {}): KeySets {
  /** What is connected to is what was looked at: no second answer of DNS comes between. */
  const publicLookup: LookupFunction = (host, options, done) => {
    lookup(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublic(address))) {
          done(new Error(`${host} leads to no public address.`), "", 0);
        } else if (options.all) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (error) => done(error, "", 0),
    );
  };

  function ask(uri: string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sent = request(
      uri,
      {
        lookup: publicLookup,
        headers: { accept: "application/jwk-set+json, application/json" },
        signal: AbortSignal.timeout(patience),
        agent: false,
        ...(ca && { ca }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          if (length > most) sent.destroy(new Error(`${uri} holds more than ${most} bytes.`));
          else chunks.push(chunk);
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject).end();
    return promise;
  }

  const paused = new LRUCache<string, true>({ max: mostPauses, ttl: pause });
  return {
    async fetch(uri) {
      if (paused.has(uri)) throw new Error(`${uri} has just given no keys.`);
      try {
        const answer = await ask(uri);
        if (answer.status !== 200 || !isJson(answer.body)) paused.set(uri, true);
        return answer;
      } catch (error) {
        paused.set(uri, true);
        throw error;
      }
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whence all of IPv6's public addresses are given out (RFC 4291 §2.4, IANA's registry). */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** IANA's registries of special-purpose addresses (RFC 6890): none of these is anybody's in public. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicast)) return false;
  return parsed.range() === "unicast";
}
