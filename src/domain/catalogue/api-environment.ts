import { type Checks, type Given, withChecked } from "../checked-fields.js";
import { refuse, together } from "../domain-error.js";
import type { Id } from "../id.js";
import { nameText } from "../text.js";
import { webAddress } from "../web-address.js";
import type { EnvironmentGateway } from "./environment-gateway.js";
import type { KeyLifetime } from "./key-lifetimes.js";

export type AccessPolicy = "AUTOMATIC" | "APPROVAL";
export type SecretRetrieval = "REPEATABLE" | "ONCE";
/** What is answered about keys while the database is away: nothing, or what was known of them a moment ago. */
export type VerificationWhenUnavailable = "REFUSE" | "LAST_KNOWN";
/** By whom customers of the institution are signed in: nobody real, or its own OpenID provider. */
export type EndUserSignIn = "SAMPLE" | "INSTITUTION";
/** By which rules access tokens are issued: OAuth 2.0's, or those of FAPI 2.0. */
export type OauthProfile = "STANDARD" | "FAPI_2";
/** The institution's OpenID provider, and what Portico is called there. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
}
/** What becomes of a key, client secret or gateway token that was found in public: its owners are told and decide, or it is revoked at once. */
export type WhenKeyLeaks = "TELL" | "REVOKE";
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
  readonly whenKeyLeaks: WhenKeyLeaks;
  readonly gateway: EnvironmentGateway;
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
  readonly endUserSignIn: EndUserSignIn;
  /** Null: nobody can be signed in by the institution yet. */
  readonly signInProvider: SignInProvider | null;
  readonly oauthProfile: OauthProfile;
  readonly keyLifetimes: readonly KeyLifetime[];
  readonly whenKeyLeaks: WhenKeyLeaks;
}

export interface ApiEnvironmentState extends ApiEnvironment, EnvironmentDetails {
  readonly createdAt: Date;
}

const checks: Checks<EnvironmentDetails> = {
  name: (value) => nameText(value, { label: "The name", min: 2, max: 80, path: ["name"] }),
  institution: (value) =>
    nameText(value, { label: "The institution", min: 2, max: 80, path: ["institution"] }),
  apiBaseUrl: (value) => webAddress(value, "The base URL of the APIs", ["apiBaseUrl"]),
  signInProvider: (provider) => provider && checkedProvider(provider),
};

/** What a new environment has where nothing else is said. */
export const usualSettings = {
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
} as const satisfies Partial<EnvironmentDetails>;

function checkedProvider({ issuer, clientId }: SignInProvider): SignInProvider {
  const path = ["signInProvider", "issuer"];
  const [address, name] = together(
    () => issuerAddress(issuer, path),
    () =>
      nameText(clientId, { label: "The client ID", min: 1, max: 200, path: ["signInProvider", "clientId"] }),
  );
  return { issuer: address, clientId: name };
}

/** RFC 8414 §2: https, without query and fragment; http on this machine alone, for trying out. */
function issuerAddress(typed: string, path: readonly string[]): string {
  const address = webAddress(typed, "The issuer", path);
  const { protocol, hostname, search, hash } = new URL(address);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if ((protocol !== "https:" && !isLocal) || search || hash)
    refuse("INVALID", "The issuer is an https address without query and fragment.", path);
  return address;
}

/** Throws INVALID: nobody is a sample customer where there are real ones. */
export function assertSignIn({
  tier,
  endUserSignIn,
}: Pick<EnvironmentDetails, "tier" | "endUserSignIn">): void {
  if (tier === "PRODUCTION" && endUserSignIn === "SAMPLE")
    refuse("INVALID", "A production environment has no sample customers.", ["endUserSignIn"]);
}

/**
 * What is given of the details, in stored form; lifetimes are checked by the catalogue. Throws INVALID for every field at
 * once.
 */
export function checkedEnvironment<Details extends Given<EnvironmentDetails>>(details: Details): Details {
  return withChecked(details, checks);
}
