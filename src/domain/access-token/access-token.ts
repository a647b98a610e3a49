import { Problems } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Id } from "../id.js";
import { nameText } from "../text.js";
import type { AccessTokenScope } from "./scope.js";

export interface AccessTokenState {
  readonly id: Id<"pat">;
  readonly developerId: Id<"dev">;
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  /** Keyed hash for look-up (R34); the token itself is kept nowhere. */
  readonly hash: string;
  /** Its first and last characters, to tell tokens apart. */
  readonly preview: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export type AccessTokenEvent =
  | {
      readonly type: "AccessTokenCreated";
      readonly developerId: Id<"dev">;
      readonly tokenId: Id<"pat">;
      readonly scopes: readonly AccessTokenScope[];
      readonly createdAt: Date;
    }
  | { readonly type: "AccessTokenRevoked"; readonly developerId: Id<"dev">; readonly tokenId: Id<"pat"> }
  /** All access of its developer was ended. */
  | { readonly type: "AccessTokenEnded"; readonly developerId: Id<"dev">; readonly tokenId: Id<"pat"> }
  /** Its developer has deleted the account. */
  | { readonly type: "AccessTokenErased"; readonly developerId: Id<"dev">; readonly tokenId: Id<"pat"> };

export interface AccessTokenRequest {
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly expiresInDays: number;
}

const day = 24 * 3_600_000;
const maxDays = 365;

/** For good, by its developer or with all their access. */
export function isRevoked({ revokedAt }: Pick<AccessTokenState, "revokedAt">): boolean {
  return revokedAt !== null;
}

/** Neither revoked nor expired. */
export function isLive(token: Pick<AccessTokenState, "revokedAt" | "expiresAt">, now: Date): boolean {
  return !isRevoked(token) && token.expiresAt > now;
}

/** Acts as its developer, with the rights that they have at the moment; never more than its scopes allow. */
export class AccessToken {
  readonly events = new EventLog<AccessTokenEvent>();

  private erased = false;

  private constructor(private current: AccessTokenState) {}

  static fromState(state: AccessTokenState): AccessToken {
    return new AccessToken(state);
  }

  /** `live`: how many work already, of `most`. Throws INVALID for every field at once, LIMIT_REACHED. */
  static create(
    developerId: Id<"dev">,
    request: AccessTokenRequest,
    secret: { readonly id: Id<"pat">; readonly hash: string; readonly preview: string },
    { live, most, now }: { readonly live: number; readonly most: number; readonly now: Date },
  ): AccessToken {
    const problems = new Problems();
    const rule = { label: "The name", min: 1, max: 80, path: ["name"] };
    const name = problems.check(() => nameText(request.name, rule));
    const { expiresInDays, scopes } = request;
    if (scopes.length === 0) problems.add("INVALID", "Choose at least one scope.", ["scopes"]);
    if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > maxDays) {
      problems.add("INVALID", `A token works for 1 to ${maxDays} days.`, ["expiresInDays"]);
    }
    if (live >= most) {
      problems.add("LIMIT_REACHED", `You may have at most ${most} tokens; revoke one first.`);
    }
    problems.throwIfAny();
    const token = new AccessToken({
      ...secret,
      developerId,
      name: name ?? "",
      scopes: [...new Set(scopes)],
      createdAt: now,
      expiresAt: new Date(now.getTime() + expiresInDays * day),
      revokedAt: null,
    });
    token.events.record({
      type: "AccessTokenCreated",
      developerId,
      tokenId: token.id,
      scopes: token.current.scopes,
      createdAt: now,
    });
    return token;
  }

  get state(): AccessTokenState {
    return this.current;
  }

  get id(): Id<"pat"> {
    return this.current.id;
  }

  get isErased(): boolean {
    return this.erased;
  }

  /** For good; again changes nothing. */
  revoke(now: Date): void {
    if (!this.stop(now)) return;
    this.events.record({ type: "AccessTokenRevoked", ...this.names() });
  }

  /** R9, R36: stops for good when all access of its developer ends; changes nothing once it is revoked. */
  end(now: Date): void {
    if (!this.stop(now)) return;
    this.events.record({ type: "AccessTokenEnded", ...this.names() });
  }

  /** Goes with the account of its developer; what is saved of it is deleted. */
  erase(now: Date): void {
    this.current = { ...this.current, revokedAt: this.current.revokedAt ?? now };
    this.erased = true;
    this.events.record({ type: "AccessTokenErased", ...this.names() });
  }

  private stop(now: Date): boolean {
    if (isRevoked(this.current)) return false;
    this.current = { ...this.current, revokedAt: now };
    return true;
  }

  private names() {
    const { developerId, id: tokenId } = this.current;
    return { developerId, tokenId };
  }
}
