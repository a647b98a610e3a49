import { refuse, together } from "../domain-error.js";
import { nameText } from "../text.js";
import { optionalWebAddress } from "../web-address.js";

/** One published version of the terms; the newest is the current one. */
export interface Terms {
  readonly version: string;
  readonly url: string | null;
  readonly publishedAt: Date;
}

/** The newest; of two of the same moment the one whose version comes later. Null while none are published. */
export function currentTerms(published: readonly Terms[]): Terms | null {
  const isNewer = (one: Terms, other: Terms) =>
    one.publishedAt.getTime() - other.publishedAt.getTime() || (one.version > other.version ? 1 : -1);
  return published.toSorted(isNewer).at(-1) ?? null;
}

/** Current from now on. Throws INVALID, also for a version that was published before. */
export function newTerms(
  { version, url }: Pick<Terms, "version" | "url">,
  published: readonly string[],
  now: Date,
): Terms {
  const [text, address] = together(
    () => newVersion(version, published),
    () => optionalWebAddress(url, "The URL", ["url"]),
  );
  return { version: text, url: address, publishedAt: now };
}

function newVersion(version: string, published: readonly string[]): string {
  const text = nameText(version, { label: "The version", min: 1, max: 20, path: ["version"] });
  if (published.includes(text)) refuse("INVALID", "This version has already been published.", ["version"]);
  return text;
}
