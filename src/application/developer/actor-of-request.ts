import type { Actor, Caller } from "../actor.js";
import type { Clock } from "../ports/clock.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { TokenUse } from "../ports/token-use.js";
import { type IdentitySource, type ShownToken, TokenRefused } from "../ports/verified-identity.js";
import { actorOf, type SignInPorts } from "./sign-in.js";

/**
 * Finds out who sends a request, known by its headers and the address that it comes from; null for nobody. Throws
 * TokenRefused, and what refuses a sign-in.
 */
export type ActorOfRequest = (headers: Headers, address: string) => Promise<Caller | null>;

export interface RequestPorts extends SignInPorts {
  readonly identities: IdentitySource;
  readonly vault: Pick<SecretVault, "lookupHashes">;
  readonly clock: Clock;
  readonly tokenUse: TokenUse;
  /** In production (R36). */
  readonly operatorsNeedSecondFactor: boolean;
}

/**
 * The developer or company whose access token the request shows, else whoever an identity provider vouches for. A token that does not
 * work is refused, whatever cookie comes with it: whoever sends it believes that they are somebody. Throws TokenRefused,
 * and what refuses a sign-in: NOT_A_COMPANY_DOMAIN (R4), INVALID.
 */
export function actorOfRequest(ports: RequestPorts): ActorOfRequest {
  const { identities, directory, vault, clock, tokenUse, operatorsNeedSecondFactor } = ports;
  const ofIdentity = actorOf(ports);

  async function ofToken({ kind, value }: ShownToken, address: string): Promise<Caller | null> {
    const now = clock.now();
    const hashes = vault.lookupHashes(value);
    const caller = await (kind === "COMPANY" ? ofCompany : ofDeveloper)(hashes, now, address);
    if (caller?.token) tokenUse.note(caller.token.id, now);
    return caller;
  }

  async function ofCompany(hashes: readonly string[], now: Date, address: string): Promise<Caller | null> {
    const found = await directory.findByCompanyToken(hashes, now);
    return found && { ...found, address };
  }

  async function ofDeveloper(hashes: readonly string[], now: Date, address: string): Promise<Actor | null> {
    const found = await directory.findByAccessToken(hashes, now);
    if (!found) return null;
    const { hasSecondFactor, ...developer } = found;
    return judged({ ...developer, address }, hasSecondFactor);
  }

  /** R36: who has not shown a second factor acts as a developer alone. */
  function judged(actor: Actor, hasSecondFactor: boolean): Actor {
    if (!operatorsNeedSecondFactor || !actor.isOperator || hasSecondFactor) return actor;
    return { ...actor, isOperator: false, lacksSecondFactor: true };
  }

  async function found(headers: Headers, address: string): Promise<Caller | null> {
    const token = identities.accessToken(headers);
    if (token !== null) return ofToken(token, address);
    const identity = await identities.identify(headers);
    const actor = identity && (await ofIdentity(identity, address));
    return actor && judged(actor, actor.signedIn?.withSecondFactor ?? false);
  }

  return async (headers, address) => {
    const actor = await found(headers, address);
    if (!actor && identities.showsToken(headers)) throw new TokenRefused();
    return actor;
  };
}
