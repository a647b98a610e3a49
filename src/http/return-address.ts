import { ownPortalFolders, ownPortalPages, pagePaths } from "./page-paths.js";

export interface ReturnAddresses {
  readonly publicUrl: string;
  /** Origins of portals that people may be led to. */
  readonly portals: readonly string[];
}

/** What is served here and is a page; nothing below `/api`. */
const pages: ReadonlySet<string> = new Set([...ownPortalPages, ...Object.values(pagePaths)]);

const isPage = (path: string) =>
  pages.has(path) || ownPortalFolders.some((folder) => path.startsWith(folder));

/**
 * Where somebody who asked to be led to `asked` may be led: the path of a page that is served here, or the URL of a page
 * of a portal that is trusted; null for anything else. What counts is where a browser would go (WHATWG URL §4.4), so that
 * `/..//evil.example` and `/\evil.example` are what they become.
 */
export function returnAddress(asked: string, { publicUrl, portals }: ReturnAddresses): string | null {
  const base = new URL(publicUrl);
  const url = URL.parse(asked, base.href);
  if (asked === "" || !url || url.username || url.password) return null;
  if (url.origin === base.origin) {
    return isPage(url.pathname) ? url.pathname + url.search + url.hash : null;
  }
  const isPortal = /^https?:$/.test(url.protocol) && portals.includes(url.origin);
  return isPortal ? url.href : null;
}
