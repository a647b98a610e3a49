import { type Problems, together } from "../domain-error.js";
import { nameText, plainText } from "../text.js";
import { optionalWebAddress } from "../web-address.js";
import type { ApplicationType, Authentication } from "./application-type.js";
import { redirectUrls } from "./redirect-url.js";

/** What owners say of an application and may say anew (R24); what it may call is chosen apart. */
export interface ApplicationDetails {
  readonly name: string;
  readonly description: string;
  /** Where to read about it; null when there is no such place. */
  readonly siteUrl: string | null;
  readonly redirectUrls: readonly string[];
}

export type DetailKey = keyof ApplicationDetails;

export type DetailChanges = { readonly [Key in DetailKey]?: ApplicationDetails[Key] | undefined };

/** What the check of a detail may depend on. */
export interface Kind {
  readonly type: ApplicationType;
  readonly authentication: Authentication;
}

interface Detail<Value> {
  /** The value in stored form. Throws what is wrong with it. */
  readonly check: (value: Value, kind: Kind) => Value;
  readonly isSame: (one: Value, other: Value) => boolean;
  /** Whether gateways are told of it, and so of its changes. */
  readonly isForGateways: boolean;
  /** Whether operators look at it when they decide, and so are told of its changes (R17). */
  readonly isReviewed: boolean;
}

type Table = { readonly [Key in DetailKey]: Detail<ApplicationDetails[Key]> };

const identical = (one: unknown, other: unknown) => one === other;

/** Every detail, once: registering, editing, what has changed and what follows from that walk this table. */
const table: Table = {
  // R11.
  name: {
    check: applicationName,
    isSame: identical,
    isForGateways: false,
    isReviewed: true,
  },
  description: {
    check: applicationDescription,
    isSame: identical,
    isForGateways: false,
    isReviewed: false,
  },
  siteUrl: {
    check: applicationSite,
    isSame: identical,
    isForGateways: false,
    isReviewed: true,
  },
  // R13.
  redirectUrls: {
    check: (value, { type, authentication }) => redirectUrls(value, type, authentication),
    isSame: (one, other) => one.length === other.length && one.every((url, index) => url === other[index]),
    isForGateways: true,
    isReviewed: true,
  },
};

/** R11: in stored form. Throws INVALID. */
export function applicationName(text: string): string {
  return nameText(text, { label: "The application name", min: 3, max: 80, path: ["name"] });
}

function applicationDescription(text: string): string {
  return plainText(text, { label: "The description", min: 1, max: 1000, path: ["description"] });
}

function applicationSite(text: string | null): string | null {
  return optionalWebAddress(text, "The site URL", ["siteUrl"]);
}

const detailKeys = Object.keys(table) as DetailKey[];

/**
 * `details` with those that are given in their place, in stored form; what is undefined stays as it is. What is wrong
 * with any of them is added to `problems`.
 */
export function withDetails(
  details: ApplicationDetails,
  given: DetailChanges,
  kind: Kind,
  problems: Problems,
): ApplicationDetails {
  const next: { -readonly [Key in DetailKey]?: ApplicationDetails[Key] } = {};
  const put = <Key extends DetailKey>(key: Key) => {
    const value: ApplicationDetails[Key] | undefined = given[key];
    const stored = value === undefined ? undefined : problems.check(() => table[key].check(value, kind));
    next[key] = stored === undefined ? details[key] : stored;
  };
  detailKeys.forEach(put);
  return next as ApplicationDetails;
}

/** What can be told of an edit, whatever it edits. Throws INVALID for every unacceptable detail. */
export function assertDetails({ name, description, siteUrl }: DetailChanges): void {
  together(
    () => name !== undefined && applicationName(name),
    () => description !== undefined && applicationDescription(description),
    () => siteUrl !== undefined && applicationSite(siteUrl),
  );
}

/** Which details are others now, in the table's order. */
export function changedDetails(one: ApplicationDetails, other: ApplicationDetails): DetailKey[] {
  const isSame = <Key extends DetailKey>(key: Key) => table[key].isSame(one[key], other[key]);
  return detailKeys.filter((key) => !isSame(key));
}

export function areForGateways(details: readonly DetailKey[]): boolean {
  return details.some((key) => table[key].isForGateways);
}

/** R17. */
export function reviewedOf(details: readonly DetailKey[]): DetailKey[] {
  return details.filter((key) => table[key].isReviewed);
}
