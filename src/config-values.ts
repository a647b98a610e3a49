import { isIP } from "node:net";
import { isEmailAddress } from "./domain/partner/email-address.js";
import { emailDomain } from "./domain/partner/email-domain.js";
import { bearsWhiteText } from "./html/brand.js";

/** R4: domains that are companies', and such that are none, whatever the lists say; in compared form. */
export interface DomainRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

// What a setting's text means; undefined when it is not a value of its kind.

export function parsePort(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

export function parseNetwork(value: string): string | undefined {
  const [address = "", bits, ...rest] = value.split("/");
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return longest > 0 && isRange && rest.length === 0 ? value : undefined;
}

export function parseDomainRules(value: string): DomainRules | undefined {
  const rules = listOf(value, (each) => {
    const [, kind, domain = ""] = /^(allow|deny):(.+)$/.exec(each) ?? [];
    return isEmailAddress(`a@${domain}`) ? { kind, domain: emailDomain(`a@${domain}`) } : undefined;
  });
  if (!rules || new Set(rules.map(({ domain }) => domain)).size < rules.length) return undefined;
  const of = (wanted: string) => rules.filter(({ kind }) => kind === wanted).map(({ domain }) => domain);
  return { allow: of("allow"), deny: of("deny") };
}

export function parseHost(value: string): string | undefined {
  return isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) ? value : undefined;
}

/** An origin (RFC 6454 §6.2): scheme, host and port, no path, query, fragment or credentials. */
export function parseOrigin(value: string): string | undefined {
  const url = parseUrl(value, "http:", "https:");
  if (!url) return undefined;
  const { origin, pathname, search, hash, username, password } = url;
  return pathname === "/" && !(search || hash || username || password) ? origin : undefined;
}

/** The address of an application in a browser: scheme, host, port and path; no query, fragment or credentials. */
export function parseSiteUrl(value: string): string | undefined {
  const url = parseUrl(value, "http:", "https:");
  return url && !(url.search || url.hash || url.username || url.password) ? url.href : undefined;
}

export function parseBrandName(value: string): string | undefined {
  return /^[^\p{C}\n]{1,60}$/u.test(value) ? value : undefined;
}

export function parseBrandColor(value: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(value) && bearsWhiteText(value) ? value.toLowerCase() : undefined;
}

/** OpenID Connect Discovery 1.0 §2: https, no query or fragment. Kept as written: issuers are compared exactly. */
export function parseIssuer(value: string): string | undefined {
  const url = parseUrl(value, "http:", "https:");
  if (!url || url.search || url.hash) return undefined;
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || isLocal ? value : undefined;
}

/** What is signed by those keys is believed, so nobody on the way may change them. */
export function parseKeysUrl(value: string): string | undefined {
  const url = parseUrl(value, "https:", "http:");
  const isHere = url && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return url && (url.protocol === "https:" || isHere) ? value : undefined;
}

export function urlOf(...protocols: string[]): (value: string) => string | undefined {
  return (value) => (parseUrl(value, ...protocols) ? value : undefined);
}

function parseUrl(value: string, ...protocols: string[]): URL | undefined {
  const url = URL.parse(value);
  return url?.hostname && protocols.includes(url.protocol) ? url : undefined;
}

export function listOf<T>(value: string, parse: (each: string) => T | undefined): T[] | undefined {
  const parsed = value
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean)
    .map(parse);
  return parsed.includes(undefined) ? undefined : (parsed as T[]);
}

export function parseBoolean(value: string): boolean | undefined {
  return value === "true" ? true : value === "false" ? false : undefined;
}
