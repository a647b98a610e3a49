import { createRequire } from "node:module";
import { domainToASCII } from "node:url";
import { morePublicEmailDomains } from "./more-public-email-domains.js";

export interface CompanyDomains {
  /**
   * True for a domain where anyone can get an address: a public mail provider, a disposable or a forwarding one
   * (R4). Takes the lower-case ASCII form that `emailDomain` gives (R2). Sub-domains count only for the disposable
   * services that hand out sub-domains.
   */
  isPublic(domain: string): boolean;
}

let lists: { exact: ReadonlySet<string>; wildcard: ReadonlySet<string> } | undefined;

/** The lists of `email-providers`, `disposable-email-domains` and our own additions; loaded once per process (9 MB). */
export function createCompanyDomains(): CompanyDomains {
  lists ??= loadLists();
  const { exact, wildcard } = lists;
  return {
    isPublic(domain) {
      const name = domain.toLowerCase();
      return exact.has(name) || suffixes(name).some((suffix) => wildcard.has(suffix));
    },
  };
}

function loadLists() {
  const require = createRequire(import.meta.url);
  const read = (path: string): string[] => require(path);
  return {
    exact: ascii([
      ...read("email-providers/all.json"),
      ...read("disposable-email-domains/index.json"),
      ...morePublicEmailDomains,
    ]),
    wildcard: ascii(read("disposable-email-domains/wildcard.json")),
  };
}

/** A few entries of the lists are in Unicode form; entries that are no domain at all are dropped. */
function ascii(domains: string[]): Set<string> {
  return new Set(
    domains.map((name) => (/^[a-z0-9.-]+$/.test(name) ? name : domainToASCII(name))).filter(Boolean),
  );
}

/** `a.b.example` → `a.b.example`, `b.example`, `example`. */
function suffixes(domain: string): string[] {
  const labels = domain.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}
