import { getDomain } from "tldts";

/**
 * Those of `origins` that are of another site than `publicUrl` (HTML, "same site"): their pages send no `SameSite=Lax`
 * cookie to it.
 */
export function otherSites(publicUrl: string, origins: readonly string[]): string[] {
  const own = siteOf(publicUrl);
  return origins.filter((origin) => siteOf(origin) !== own);
}

function siteOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${getDomain(hostname, { allowPrivateDomains: true }) ?? hostname}`;
}
