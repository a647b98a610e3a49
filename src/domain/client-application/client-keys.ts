import { Problems, refuse, together } from "../domain-error.js";

/** RFC 7523 §2.2; RFC 8705 §2.2 and §2.1. */
export const clientKeyMethods = [
  "PRIVATE_KEY_JWT",
  "SELF_SIGNED_TLS_CLIENT_AUTH",
  "TLS_CLIENT_AUTH",
] as const;
export type ClientKeyMethod = (typeof clientKeyMethods)[number];

/** A public key (RFC 7517), with what belongs to one and nothing else. */
export type PublicJwk = Readonly<Record<string, string | readonly string[]>>;

/** By which a client shows who it is in place of its secret. Just one of the three is there. */
export interface ClientKeys {
  readonly method: ClientKeyMethod;
  readonly jwks: { readonly keys: readonly PublicJwk[] } | null;
  readonly jwksUri: string | null;
  /** The distinguished name of its certificate's subject (RFC 4514). */
  readonly tlsSubject: string | null;
}

/** As people type them. */
export interface TypedClientKeys {
  readonly method: ClientKeyMethod;
  /** JSON. */
  readonly jwks?: string | undefined;
  readonly jwksUri?: string | undefined;
  readonly tlsSubject?: string | undefined;
}

const most = { keys: 10, text: 32 * 1024, uri: 2048, subject: 500, certificates: 4 };

/**
 * In stored form; null when nothing is given, and the secret counts again. Throws INVALID for each field that is wrong, or
 * because of how they go together.
 */
export function clientKeys({ method, jwks, jwksUri, tlsSubject }: TypedClientKeys): ClientKeys | null {
  const [keys, address, name] = together(
    () => (jwks === undefined ? null : { keys: publicKeys(jwks, method) }),
    () => (jwksUri === undefined ? null : keysAddress(jwksUri)),
    () => (tlsSubject === undefined ? null : subject(tlsSubject)),
  );
  const given = [keys, address, name].filter((each) => each !== null);
  if (given.length === 0) return null;
  if (given.length > 1) refuse("INVALID", "Give just one of jwks, jwksUri and tlsSubject.", ["jwks"]);
  if ((method === "TLS_CLIENT_AUTH") !== (name !== null)) {
    const message = "TLS_CLIENT_AUTH goes with tlsSubject, the other methods with jwks or jwksUri.";
    refuse("INVALID", message, ["method"]);
  }
  return { method, jwks: keys, jwksUri: address, tlsSubject: name };
}

/** RFC 7517 §5: public keys alone, of kinds that the server verifies. */
function publicKeys(text: string, method: ClientKeyMethod): readonly PublicJwk[] {
  const set = parsed(text);
  const keys = isObject(set) && Array.isArray(set.keys) ? set.keys : [];
  if (text.length > most.text || keys.length === 0 || keys.length > most.keys) {
    refuse("INVALID", `This is no JSON Web Key Set of 1 to ${most.keys} keys.`, ["jwks"]);
  }
  const problems = new Problems();
  const kept = keys.map((key, index) => {
    const problem = whyUnfit(key, method);
    if (problem) problems.add("INVALID", `Key ${index + 1}: ${problem}.`, ["jwks"]);
    return isObject(key) ? publicParts(key) : {};
  });
  problems.throwIfAny();
  return kept;
}

interface Kind {
  readonly required: readonly string[];
  readonly fits: (key: Record<string, unknown>) => boolean;
  readonly algorithms: readonly string[];
}

/** RFC 7518 §6, RFC 8037 §2, RFC 9864 §2.2. */
const kinds: ReadonlyMap<unknown, Kind> = new Map([
  [
    "EC",
    {
      required: ["crv", "x", "y"],
      fits: ({ crv, x, y }: Record<string, unknown>) => crv === "P-256" && is32Bytes(x) && is32Bytes(y),
      algorithms: ["ES256"],
    },
  ],
  [
    "OKP",
    {
      required: ["crv", "x"],
      fits: ({ crv, x }: Record<string, unknown>) => crv === "Ed25519" && is32Bytes(x),
      algorithms: ["EdDSA", "Ed25519"],
    },
  ],
  // RFC 7518 §3.5: 2048 bits or more.
  [
    "RSA",
    {
      required: ["n", "e"],
      fits: ({ n }: Record<string, unknown>) => String(n).length >= 342,
      algorithms: ["PS256"],
    },
  ],
]);
const privateParts = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
const publicNames = ["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use", "x5c"];
const numbers = ["x", "y", "n", "e"];
const base64url = /^[A-Za-z0-9_-]{1,1400}$/;
const base64 = /^[A-Za-z0-9+/]{16,8000}={0,2}$/;

function whyUnfit(key: unknown, method: ClientKeyMethod): string | null {
  if (!isObject(key)) return "it is no key";
  if (privateParts.some((name) => name in key)) return "it is private: send public keys alone";
  const kind = kinds.get(key.kty);
  if (!kind?.required.every((name) => typeof key[name] === "string") || !kind.fits(key))
    return "it is neither of P-256, Ed25519 nor RSA with 2048 bits or more";
  if (!numbers.every((name) => key[name] === undefined || isText(key[name], base64url)))
    return "its numbers are not in base64url";
  if (key.alg !== undefined && !kind.algorithms.some((algorithm) => algorithm === key.alg))
    return `it signs by ${kind.algorithms[0]} here`;
  if (key.use !== undefined && key.use !== "sig") return "it is not for signatures";
  if (key.kid !== undefined && !isText(key.kid, /^[\x20-\x7e]{1,200}$/)) return "its kid is no short text";
  const { x5c } = key;
  const isChain =
    Array.isArray(x5c) &&
    x5c.length > 0 &&
    x5c.length <= most.certificates &&
    x5c.every((each) => isText(each, base64));
  if (x5c !== undefined && !isChain) return "its x5c is no chain of certificates";
  if (method === "SELF_SIGNED_TLS_CLIENT_AUTH" && x5c === undefined) return "it has no certificate (x5c)";
  return null;
}

/** Whatever JSON holds may stand there. */
const isText = (value: unknown, form: RegExp): boolean => typeof value === "string" && form.test(value);

const is32Bytes = (number: unknown): boolean => isText(number, /^[A-Za-z0-9_-]{43}$/);

function publicParts(key: Record<string, unknown>): PublicJwk {
  const parts = Object.entries(key).filter(([name]) => publicNames.includes(name));
  return Object.fromEntries(parts) as PublicJwk;
}

/** Names that lead nowhere public (RFC 6761, RFC 6762, RFC 9476). */
const nowherePublic = /(^|\.)(localhost|local|internal|intranet|home\.arpa|test|invalid|onion|alt)$/;

/** Where they are fetched from: by https, from a public host. Whether it leads to one is checked at each fetch. */
function keysAddress(typed: string): string {
  const path = ["jwksUri"];
  const url = typed.length <= most.uri && URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  if (url?.protocol !== "https:" || url.username || url.password || url.hash)
    return refuse("INVALID", "Write an https address without user and fragment.", path);
  const host = url.hostname.replace(/\.$/, "");
  const isAddress = host.startsWith("[") || /^[\d.]+$/.test(host);
  if (isAddress || !host.includes(".") || nowherePublic.test(host))
    refuse("INVALID", "Name a public host: no address, and none of a local network.", path);
  return url.href;
}

function subject(typed: string): string {
  const text = typed.trim();
  if (text.length > most.subject || !/^[A-Za-z0-9.]+\s*=/.test(text) || /[\p{Cc}]/u.test(text))
    refuse("INVALID", "Write the subject's distinguished name, such as CN=ledger,O=Acme Ltd,C=NL.", [
      "tlsSubject",
    ]);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
