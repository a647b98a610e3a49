import { Problems, refuse } from "../domain-error.js";
import { whyMisspelt } from "../url-spelling.js";
import { type ApplicationType, type Authentication, applicationTypes } from "./application-type.js";

const maxUrls = 10;
const maxLength = 2048;

interface Candidate {
  readonly raw: string;
  readonly url: URL;
  readonly type: ApplicationType;
}

interface Check {
  readonly refuses: (candidate: Candidate) => boolean;
  readonly because: string | ((candidate: Candidate) => string);
}

/** Checked in this order; the first that fails speaks. */
const checks: readonly Check[] = [
  // RFC 3986 §2: none of these can stand in a URI; parsers "repair" them differently.
  {
    refuses: ({ raw }) => /[\s\\<>"{}|^`\p{Cc}]|[^\x20-\x7e]/u.test(raw),
    because: "it holds characters that a URL cannot hold",
  },
  // RFC 6749 §3.1.2: the redirection endpoint must not include a fragment.
  { refuses: ({ raw }) => raw.includes("#"), because: "it has a fragment (#…)" },
  // RFC 9700 §4.1: exact matching only, no patterns.
  { refuses: ({ raw }) => raw.includes("*"), because: "it has a wildcard (*)" },
  // RFC 3986 §3.2.1: user info is deprecated and misleads.
  { refuses: ({ raw, url }) => hasUserInfo(raw, url), because: "it has user info (user@host)" },
  // What a browser would call, and what a reader sees, must be one host.
  {
    refuses: ({ raw, url }) => whyMisspelt(raw, url) !== undefined,
    because: ({ raw, url }) => whyMisspelt(raw, url) ?? "",
  },
  // Schemes that run or read something on the user's device.
  {
    refuses: ({ url }) => /^(javascript|data|file|blob|vbscript|about):$/.test(url.protocol),
    because: "its scheme is never allowed",
  },
  // RFC 8252 §7.1, §7.3, §8.3.
  {
    refuses: (candidate) => !hasAllowedScheme(candidate),
    because: "its scheme is not allowed for this type of application",
  },
];

/**
 * R13: 1 to 10 redirect URLs for the authorization code flow, none for client credentials. Each comes back as a
 * browser would send it (WHATWG URL serialisation): scheme and host in lower case, no default port, no dot segments, no
 * blanks around it. Throws INVALID_REDIRECT_URL for every unacceptable one.
 */
export function redirectUrls(
  typed: readonly string[],
  type: ApplicationType,
  authentication: Authentication,
): readonly string[] {
  const urls = typed.map((url) => url.trim());
  if (authentication === "CLIENT_CREDENTIALS") {
    if (urls.length === 0) return urls;
    refuse("INVALID_REDIRECT_URL", "Client credentials take no redirect URLs.", ["redirectUrls"]);
  }
  const problems = new Problems();
  if (urls.length < 1 || urls.length > maxUrls) {
    const message = `The authorization code flow needs 1 to ${maxUrls} redirect URLs; this has ${urls.length}.`;
    problems.add("INVALID_REDIRECT_URL", message, ["redirectUrls"]);
  }
  const kept = urls.slice(0, maxUrls).map((raw) => (isAbsoluteUri(raw) ? new URL(raw).href : raw));
  kept.forEach((url, index) => {
    const raw = urls[index] ?? "";
    const isTwice = kept.indexOf(url) < index;
    const because = isTwice ? "it is listed twice" : whyRefused(raw, type);
    if (because)
      problems.add("INVALID_REDIRECT_URL", `Redirect URL ${index + 1}: ${because}. ${hint(type)}`, [
        "redirectUrls",
        `${index}`,
      ]);
  });
  problems.throwIfAny();
  return kept;
}

/** R13: one of them, as it would be kept. Throws INVALID_REDIRECT_URL. */
export function redirectUrl(typed: string, type: ApplicationType): string {
  const raw = typed.trim();
  const because = whyRefused(raw, type);
  if (because)
    refuse("INVALID_REDIRECT_URL", `Not a usable redirect URL: ${because}. ${hint(type)}`, ["url"]);
  return new URL(raw).href;
}

/** Whether `value` is an absolute URI at all, whatever the rules for the application's type say. */
function isAbsoluteUri(value: string): boolean {
  return value.length <= maxLength && /^[a-z][a-z0-9+.-]*:./i.test(value) && URL.canParse(value);
}

function whyRefused(raw: string, type: ApplicationType): string | undefined {
  if (!isAbsoluteUri(raw)) return `it is not an absolute URL of at most ${maxLength} characters`;
  const candidate = { raw, url: new URL(raw), type };
  const because = checks.find(({ refuses }) => refuses(candidate))?.because;
  return typeof because === "function" ? because(candidate) : because;
}

function hasAllowedScheme({ raw, url, type }: Candidate): boolean {
  const { protocol, hostname } = url;
  if (protocol === "https:" || protocol === "http:") {
    if (!/^https?:\/\/[^/]/i.test(raw)) return false;
    return protocol === "https:" || isLoopback(hostname);
  }
  const reverseDomain = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(protocol);
  return applicationTypes[type].privateUseScheme && reverseDomain;
}

/** RFC 8252 §7.3. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function hasUserInfo(raw: string, url: URL): boolean {
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(raw)?.[1] ?? "";
  return url.username !== "" || url.password !== "" || authority.includes("@");
}

function hint(type: ApplicationType): string {
  const common = "Use https, or http on a loopback host";
  return applicationTypes[type].privateUseScheme
    ? `${common}, or a private-use scheme such as com.example.app:/callback.`
    : `${common}.`;
}
