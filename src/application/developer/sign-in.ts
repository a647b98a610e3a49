import { isEmailAddress } from "../../domain/partner/email-address.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import type { Actor, CompanyActor } from "../actor.js";
import type { Vouching } from "../ports/unit-of-work.js";
import type { VerifiedIdentity } from "../ports/verified-identity.js";

export type KnownDeveloper = Omit<Actor, "address"> & {
  /** They are no member, and may be one with the next admission, such as by an open invitation. */
  readonly mayJoin: boolean;
  /** What the subject was last known by. */
  readonly vouching: Vouching;
};

/** `hasSecondFactor`: their account has one, whether or not it was shown when the token was made. */
export type TokenOwner = Omit<Actor, "address"> & { readonly hasSecondFactor: boolean };

/** Finds the developer behind an identity provider's subject, with one statement. */
export interface ActorDirectory {
  findBySubject(subject: string): Promise<KnownDeveloper | null>;
  /** Null for a token that does not work; `hashes` are those the vault gives for it. */
  findByAccessToken(hashes: readonly string[], now: Date): Promise<TokenOwner | null>;
  /** The same for a company's, of which none works while the company is suspended (R37). */
  findByCompanyToken(hashes: readonly string[], now: Date): Promise<Omit<CompanyActor, "address"> | null>;
}

export interface SignInPorts {
  readonly directory: ActorDirectory;
  /** Takes over the address that the provider knows them by now (R2). */
  readonly follow: (identity: VerifiedIdentity, address: string | null) => Promise<void>;
  readonly admit: (identity: VerifiedIdentity, address: string | null) => Promise<void>;
}

/**
 * Who a verified identity is in Portico; with the first sign-in the developer comes into being (R1 to R5).
 * Null while the address is not verified (R1). Throws NOT_A_COMPANY_DOMAIN (R4).
 */
export function actorOf({ directory, follow, admit }: SignInPorts) {
  return async (identity: VerifiedIdentity, address: string | null): Promise<Actor | null> => {
    if (!identity.emailVerified) return null;
    const known = await directory.findBySubject(identity.subject);
    const isNewAddress = known !== null && saysAnotherAddress(identity, known.vouching);
    if (known && !known.mayJoin && !isNewAddress) return actorFrom(known, identity, address);
    await (isNewAddress ? follow : admit)(identity, address);
    const admitted = await directory.findBySubject(identity.subject);
    return admitted && actorFrom(admitted, identity, address);
  };
}

/** A token from before the address was last taken over does not take an earlier one over again. */
export function saysAnotherAddress(
  { email, issuedAt }: VerifiedIdentity,
  { email: known, vouchedAt }: Vouching,
): boolean {
  if (!isEmailAddress(email) || normalizedEmail(email) === known) return false;
  return !(issuedAt && vouchedAt && issuedAt <= vouchedAt);
}

function actorFrom(
  { mayJoin: _, vouching: __, ...developer }: KnownDeveloper,
  { signedIn }: VerifiedIdentity,
  address: string | null,
): Actor {
  return { ...developer, address, ...(signedIn && { signedIn }) };
}
