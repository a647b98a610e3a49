import { normalizedEmail } from "../../domain/partner/email-domain.js";
import type { SignedIn } from "../actor.js";
import type { Vouching } from "./unit-of-work.js";

/** What an identity provider says of the caller; all that Portico's own domain knows of signing in. */
export interface VerifiedIdentity {
  /** Stable and unique across providers: `<issuer>|<subject>`. */
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** When and how they signed in, or showed a factor since; left out where the provider does not say. */
  readonly signedIn?: SignedIn;
  /** When the provider said so; left out where it says so now. */
  readonly issuedAt?: Date;
}

/** The provider, of a subject as above. */
export function issuerOf(subject: string): string {
  return subject.slice(0, subject.lastIndexOf("|"));
}

/** What is kept of it beside the subject. Throws INVALID for what is no address. */
export function vouchingOf({ email, issuedAt }: VerifiedIdentity): Vouching {
  return { email: normalizedEmail(email), vouchedAt: issuedAt ?? null };
}

/** A bearer token that works for nobody: it was never issued, has expired, was revoked, or is another's to accept. */
export class TokenRefused extends Error {
  override name = "TokenRefused";
}

export interface ShownToken {
  readonly kind: "DEVELOPER" | "COMPANY";
  readonly value: string;
}

/** Finds out who sends a request: from a session cookie or from a bearer token; null when nobody is signed in. */
export interface IdentitySource {
  /** Whether the request shows a bearer token, and be it a bad one; then nothing else of it counts. */
  showsToken(headers: Headers): boolean;
  /** The access token of Portico's own among them, whether it works or not, and whose kind it is of. */
  accessToken(headers: Headers): ShownToken | null;
  identify(headers: Headers): Promise<VerifiedIdentity | null>;
}
