import { type Checks, type Given, withChecked } from "../checked-fields.js";
import type { Id } from "../id.js";
import { nameText } from "../text.js";
import { webAddress } from "../web-address.js";
import type { KeyLifetime } from "./key-lifetimes.js";

export type AccessPolicy = "AUTOMATIC" | "APPROVAL";
export type SecretRetrieval = "REPEATABLE" | "ONCE";
/** What is answered about keys while the database is away: nothing, or what was known of them a moment ago. */
export type VerificationWhenUnavailable = "REFUSE" | "LAST_KNOWN";
export type EnvironmentTier = "DEVELOPMENT" | "TEST" | "UAT" | "DEMO" | "PARTNER" | "PRODUCTION";

/** Where applications call APIs; belongs to a financial institution. Operators keep it. */
export interface ApiEnvironment {
  readonly id: Id<"env">;
  readonly slug: string;
  readonly name: string;
  readonly institution: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
  /** R39: of keys that are issued from now on. Keys of other products have no end. */
  readonly keyLifetimes: readonly KeyLifetime[];
  readonly isOpen: boolean;
}

export interface EnvironmentDetails {
  readonly name: string;
  readonly institution: string;
  readonly tier: EnvironmentTier;
  readonly apiBaseUrl: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
  readonly verificationWhenUnavailable: VerificationWhenUnavailable;
  readonly keyLifetimes: readonly KeyLifetime[];
}

export interface ApiEnvironmentState extends ApiEnvironment, EnvironmentDetails {
  readonly createdAt: Date;
}

const checks: Checks<EnvironmentDetails> = {
  name: (value) => nameText(value, { label: "The name", min: 2, max: 80, path: ["name"] }),
  institution: (value) =>
    nameText(value, { label: "The institution", min: 2, max: 80, path: ["institution"] }),
  apiBaseUrl: (value) => webAddress(value, "The base URL of the APIs", ["apiBaseUrl"]),
};

/**
 * What is given of the details, in stored form; lifetimes are checked by the catalogue. Throws INVALID for every field at
 * once.
 */
export function checkedEnvironment<Details extends Given<EnvironmentDetails>>(details: Details): Details {
  return withChecked(details, checks);
}
