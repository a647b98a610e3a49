import type { Actor } from "../actor.js";
import type { VerifiedIdentity } from "../ports/verified-identity.js";

/** `mayJoin`: is no member, and may be one with the next admission, such as by an open invitation. */
export type KnownDeveloper = Omit<Actor, "address"> & { readonly mayJoin: boolean };

/** Finds the developer behind an identity provider's subject, with one statement. */
export interface ActorDirectory {
  findBySubject(subject: string): Promise<KnownDeveloper | null>;
  /** Null for a token that does not work; `hashes` are those the vault gives for it. */
  findByAccessToken(hashes: readonly string[], now: Date): Promise<Omit<Actor, "address"> | null>;
}

export interface SignInPorts {
  readonly directory: ActorDirectory;
  readonly admit: (identity: VerifiedIdentity, address: string | null) => Promise<void>;
}

/**
 * Who a verified identity is in Portico; with the first sign-in the developer comes into being (R1 to R5).
 * Null while the address is not verified (R1). Throws NOT_A_COMPANY_DOMAIN (R4).
 */
export function actorOf({ directory, admit }: SignInPorts) {
  return async (identity: VerifiedIdentity, address: string | null): Promise<Actor | null> => {
    if (!identity.emailVerified) return null;
    const known = await directory.findBySubject(identity.subject);
    if (known && !known.mayJoin) return actorFrom(known, address);
    await admit(identity, address);
    const admitted = await directory.findBySubject(identity.subject);
    return admitted && actorFrom(admitted, address);
  };
}

function actorFrom({ mayJoin: _, ...developer }: KnownDeveloper, address: string | null): Actor {
  return { ...developer, address };
}
