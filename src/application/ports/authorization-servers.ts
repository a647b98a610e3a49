import type { EndUserSignIn, OauthProfile, SignInProvider } from "../../domain/catalogue/api-environment.js";
import type { Id } from "../../domain/id.js";
import type { OauthClient } from "../../domain/oauth/oauth-client.js";
import type { SigningKeyFacts } from "../../domain/oauth/signing-keys.js";

/** A JSON Web Key (RFC 7517), private parts included. */
export type PrivateJwk = Readonly<Record<string, string>>;

/** What the authorization server of an environment is set up with. */
export interface ServerSettings {
  readonly environmentId: Id<"env">;
  readonly slug: string;
  readonly institution: string;
  /** The audience of its access tokens. */
  readonly apiBaseUrl: string;
  readonly endUserSignIn: EndUserSignIn;
  readonly signInProvider: SignInProvider | null;
  readonly oauthProfile: OauthProfile;
  readonly keys: readonly SigningKeyFacts[];
}

/** Environments, as far as their authorization servers are concerned. */
export interface ServerDirectory {
  /** As it is now; null when no environment has this slug. */
  settings(slug: string): Promise<ServerSettings | null>;
  /** The keys by which it signs and has signed, made where there are none. */
  privateKeys(environmentId: Id<"env">): Promise<readonly (SigningKeyFacts & { readonly jwk: PrivateJwk })[]>;
}

/** A client, and how long whoever asks has to wait because of wrong secrets, in seconds. */
export interface FoundClient {
  readonly client: OauthClient;
  readonly waitSeconds: number;
}

/** Client credentials as they are at the moment of the question: what was committed before it counts. */
export interface OauthClients {
  /** `network`: of whoever asks. Null when the environment has no such client, or it is destroyed. */
  find(environmentId: Id<"env">, clientId: string, network: string): Promise<FoundClient | null>;
  /** Whether the secret is one of these hashes': compared in constant time. */
  knows(hashes: readonly string[], secret: string): boolean;
  /** Ten of these slow down whoever is at that network and shows this client, and nobody else. */
  countWrongSecret(clientId: string, network: string): Promise<void>;
}

/** Access tokens that were revoked before their end (RFC 7009). */
export interface RevokedTokens {
  revoke(tokenId: string, applicationId: Id<"app">, expiresAt: Date): Promise<void>;
  /** Whether any of these is: a token, or the consent that it comes from. */
  isRevoked(ids: readonly string[]): Promise<boolean>;
}

/** What an access token says (RFC 9068), once its signature is known to be its environment's. */
export interface AccessTokenClaims {
  /** Its `jti`. */
  readonly id: string;
  readonly clientId: string;
  readonly applicationId: Id<"app">;
  readonly partnerId: Id<"prt">;
  /** Whom it acts for: a customer of the institution, or the client itself. */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly audience: string;
  /** The consent that it comes from; null where it acts for the client itself. */
  readonly grantId: string | null;
  /** What whoever presents it has to prove (RFC 7800); null for bearer tokens. */
  readonly confirmation: { readonly jkt?: string; readonly "x5t#S256"?: string } | null;
}

/** Reads the access tokens of every environment. */
export interface AccessTokenReader {
  /** Null for one that this environment's server did not issue, or that is over. Rejects when the keys cannot be read. */
  read(environment: string, token: string): Promise<AccessTokenClaims | null>;
  /** Whether a text claims to be such a token, whatever it is worth. */
  isOurs(environment: string, token: string): boolean;
}

/** What is kept of a session, a consent, a code, a refresh token or a request that was pushed. */
export interface KeptRecord {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt: Date | null;
}

export interface NewRecord {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly grantId?: string | undefined;
  /** Another name of it. */
  readonly uid?: string | undefined;
  /** In seconds. */
  readonly lifetime: number;
}

/** What the authorization server of one environment keeps, until it is over. The names of things are secrets. */
export interface OauthRecords {
  put(kind: string, name: string, record: NewRecord): Promise<void>;
  /** False when there is one of this name. */
  putFirst(kind: string, name: string, record: NewRecord): Promise<boolean>;
  find(kind: string, name: string): Promise<KeptRecord | null>;
  findByUid(kind: string, uid: string): Promise<KeptRecord | null>;
  /** False when it is consumed, or gone: of several at the same moment one alone consumes it. */
  consume(kind: string, name: string): Promise<boolean>;
  remove(kind: string, name: string): Promise<void>;
  /** All that goes with a consent. */
  removeGrant(grantId: string): Promise<void>;
}

/** What a customer is sent to the institution's provider with, and what has to come back. */
export interface Departure {
  readonly url: string;
  /** Names it in the answer. */
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** As it was wished. */
  readonly maxAge?: number | undefined;
}

/** How fresh the client wants the sign-in to be (OpenID Connect Core 1.0 §3.1.2.1). */
export interface SignInWish {
  /** The customer is to sign in again, whoever knows them already. */
  readonly isAnew: boolean;
  /** In seconds: how long ago they may have signed in. */
  readonly maxAge?: number | undefined;
}

export interface InstitutionSettings {
  readonly provider: SignInProvider;
  /** Where customers come back to. */
  readonly callbackUrl: string;
  /** By which Portico shows itself there. */
  readonly key: PrivateJwk;
}

/** Signing in at an institution's own OpenID provider. */
export interface InstitutionSignIn {
  begin(settings: InstitutionSettings, wish: SignInWish): Promise<Departure>;
  /** Whom the provider has signed in, as lately as was wished; null when it, or the customer, has refused. Rejects when it cannot be asked. */
  complete(
    settings: InstitutionSettings,
    answer: URL,
    departure: Omit<Departure, "url">,
  ): Promise<string | null>;
}

/** Public keys that clients have put somewhere. */
export interface KeySets {
  /** Rejects when it takes too long, is too long, or leads to no public address. Nothing is followed. */
  fetch(uri: string): Promise<{ readonly status: number; readonly body: string }>;
}

/** What comes with a token that is bound to whoever presents it, as a gateway tells it. */
export interface PresentedProof {
  /** Of the header of that name (RFC 9449 §4.1). */
  readonly dpop?: string | undefined;
  /** Of the request that the gateway asks about. */
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** SHA-256 of the certificate that the caller showed to the gateway (RFC 8705 §3.1). Asked when it matters. */
  readonly certificateThumbprint?: () => string | null;
}

export interface PossessionProofs {
  /** Whether a token is presented by whom it is bound to: by DPoP, for certificates say nothing here. A proof is good once. */
  proves(
    token: string,
    confirmation: NonNullable<AccessTokenClaims["confirmation"]>,
    presented: PresentedProof,
  ): Promise<boolean>;
}
