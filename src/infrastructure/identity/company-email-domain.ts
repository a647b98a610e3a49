import { createRequire } from "node:module";
import { domainToASCII } from "node:url";
import { getPublicSuffix } from "tldts";
import { once } from "../../domain/once.js";
import { packedSet } from "../packed-set.js";
import { morePublicEmailDomains } from "./more-public-email-domains.js";
import { subDomainsForAnyone } from "./sub-domains-for-anyone.js";

export interface CompanyDomains {
  /**
   * True for a domain that is no one company's: a public mail provider, a disposable or a forwarding one, or a public
   * suffix (R4). Takes the lower-case ASCII form that `emailDomain` gives (R2). Sub-domains count only for the services
   * that hand out sub-domains.
   */
  isPublic(domain: string): boolean;
}

/** What operators know better than the lists; domains in the form that `emailDomain` gives, compared whole. */
export interface DomainRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

const noRules: DomainRules = { allow: [], deny: [] };
/** Under which strangers get names of their own, but which the Public Suffix List leaves out. */
const moreSuffixes: ReadonlySet<string> = new Set([
  "onmicrosoft.com",
  "mail.onmicrosoft.com",
  "onmicrosoft.us",
  "onmicrosoft.de",
  "onmicrosoft.cn",
  "partner.onmschina.cn",
]);

/** Once per process, when they are first asked: that takes 0.1 s. */
export const publicDomainLists = once(loadLists);

/**
 * The Public Suffix List with its private part, and the joined lists of public and disposable providers of five packages
 * and our own. `rules` come before all of them.
 */
export function createCompanyDomains(rules = noRules): CompanyDomains {
  const allowed = new Set(rules.allow);
  const denied = new Set(rules.deny);
  return {
    isPublic(domain) {
      const name = domain.toLowerCase();
      if (allowed.has(name) || denied.has(name)) return denied.has(name);
      const { exact, wildcard } = publicDomainLists();
      return isSuffix(name) || exact.has(name) || suffixes(name).some((suffix) => wildcard.has(suffix));
    },
  };
}

function isSuffix(domain: string): boolean {
  return (
    moreSuffixes.has(domain) ||
    (domain.includes(".") && getPublicSuffix(domain, { allowPrivateDomains: true }) === domain)
  );
}

function loadLists() {
  const require = createRequire(import.meta.url);
  const loadedBefore = new Set(Object.keys(require.cache));
  const read = (path: string): Iterable<string> => require(path);
  const mailchecker: { blacklist(): Set<string> } = require("mailchecker");
  const blocklist: { disposableEmailBlocklist(): string[] } = require("disposable-email-domains-js");
  const lists = {
    exact: packedSet(
      ascii([
        ...read("email-providers/all.json"),
        ...read("company-email-validator/free_email_provider_domains.js"),
        ...read("disposable-email-domains/index.json"),
        ...mailchecker.blacklist(),
        ...blocklist.disposableEmailBlocklist(),
        ...morePublicEmailDomains,
      ]),
    ),
    wildcard: packedSet(ascii([...read("disposable-email-domains/wildcard.json"), ...subDomainsForAnyone])),
  };
  // The packages would be kept, with all that they hold.
  for (const path of Object.keys(require.cache)) if (!loadedBefore.has(path)) delete require.cache[path];
  return lists;
}

/** A few entries of the lists are in Unicode form; entries that are no domain at all are dropped. */
function ascii(domains: string[]): string[] {
  return domains.map((name) => (/^[a-z0-9.-]+$/.test(name) ? name : domainToASCII(name))).filter(Boolean);
}

/** `a.b.example` → `a.b.example`, `b.example`, `example`. */
function suffixes(domain: string): string[] {
  const labels = domain.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}
