import { pagePaths } from "../page-paths.js";
import { type ReturnAddresses, returnAddress } from "../return-address.js";

/** Where a page leads on to, once it is done with. */
export interface Onward {
  readonly goTo: string;
  /** Whether somebody asked for it. */
  readonly isAsked: boolean;
  /** What carries it from page to page. */
  readonly carried: Readonly<Record<string, string>>;
  /** Its origin, when it is another than that of the pages. */
  readonly origins: readonly string[];
}

/** As it was asked for, when that is allowed; else to where one sees who is signed in. */
export function onwardTo(asked: string | undefined, addresses: ReturnAddresses): Onward {
  const allowed = asked ? returnAddress(asked, addresses) : null;
  if (allowed === null) return { goTo: pagePaths.signedIn, isAsked: false, carried: {}, origins: [] };
  const { origin } = new URL(allowed, addresses.publicUrl);
  const isOwn = origin === new URL(addresses.publicUrl).origin;
  return { goTo: allowed, isAsked: true, carried: { callbackURL: allowed }, origins: isOwn ? [] : [origin] };
}

/** A page's path that leads on to the same. */
export function linkTo(
  path: string,
  { carried }: Pick<Onward, "carried">,
  more: Record<string, string> = {},
): string {
  const query = String(new URLSearchParams({ ...more, ...carried }));
  return query ? `${path}?${query}` : path;
}
