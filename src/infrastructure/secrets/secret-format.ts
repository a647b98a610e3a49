import { crc32 } from "node:zlib";
import { type SecretKind, secretKinds } from "../../application/ports/secret-vault.js";
import { smallToBase62, toBase62 } from "./base62.js";

export interface SecretParts {
  readonly kind: SecretKind;
  /** Null for a secret that belongs to no environment. */
  readonly environmentSlug: string | null;
  /** The 256 random bits: 43 characters of base62. */
  readonly random: string;
}

/** How many random bytes a secret holds. */
export const secretBytes = 32;

const kinds = Object.keys(secretKinds).join("|");
const shape = `ptc_(?<kind>${kinds})_(?:(?<slug>[a-z0-9]+(?:-[a-z0-9]+)*)_)?(?<random>[0-9A-Za-z]{43})_(?<checksum>[0-9A-Za-z]{6})`;
const jsonStrings = new RegExp(`"${shape}"`, "g");

/** The shape alone, for secret scanners and gateways; `parseSecret` also checks the checksum. */
export const secretPattern = new RegExp(`^${shape}$`);

/** Whatever begins like a secret, also mistyped, cut short or of a kind that is not known here: for masks. */
export const secretLike = /\bptc_[a-z]+_[A-Za-z0-9_-]+/g;

/**
 * `ptc_<kind>_<environment slug>_<43 base62>_<6 base62>`: a prefix that secret scanners find, the random bits, and
 * the CRC-32 (ISO 3309) of everything before the last underscore. Throws RangeError when the slug does not fit the
 * kind or the form, or the number of random bytes is another.
 */
export function formatSecret(kind: SecretKind, environmentSlug: string | null, random: Uint8Array): string {
  if (random.length !== secretBytes)
    throw new RangeError(`A secret takes exactly ${secretBytes} random bytes.`);
  const number = BigInt(`0x${Buffer.from(random).toString("hex")}`);
  const scope = environmentSlug === null ? "" : `${environmentSlug}_`;
  const body = `ptc_${kind}_${scope}${toBase62(number, 43)}`;
  const written = `${body}_${checksum(body)}`;
  if (!parseSecret(written))
    throw new RangeError(`No secret of the kind "${kind}" can be written for "${environmentSlug}".`);
  return written;
}

/**
 * The parts of a written secret; null when its shape or checksum is wrong. The checksum finds typing errors and
 * strings that only look like a secret without a look-up; it proves nothing about authenticity.
 */
export function parseSecret(written: string): SecretParts | null {
  const groups = secretPattern.exec(written)?.groups;
  if (!groups) return null;
  const kind = groups.kind as SecretKind;
  if (secretKinds[kind].ofEnvironment !== (groups.slug !== undefined)) return null;
  const body = written.slice(0, written.lastIndexOf("_"));
  if (checksum(body) !== groups.checksum) return null;
  return { kind, environmentSlug: groups.slug ?? null, random: groups.random as string };
}

/** Enough to tell two secrets apart: the prefix, the first four random characters and the last four of all. */
export function previewOf(written: string): string {
  const parts = parseSecret(written);
  if (!parts) throw new RangeError("Only a well-formed secret has a preview.");
  const start = written.lastIndexOf("_") - parts.random.length;
  return `${written.slice(0, start + 4)}…${written.slice(-4)}`;
}

/** `json` with null in place of every string that has the shape of a secret (R34). */
export function withoutSecrets(json: string): string {
  return json.replace(jsonStrings, "null");
}

function checksum(body: string): string {
  return smallToBase62(crc32(body), 6);
}
