import type { ApiEnvironment } from "../catalogue/api-environment.js";
import { Problems, refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Id } from "../id.js";
import { type Finding, leakOf } from "../leak.js";
import type { Operator } from "../operator.js";
import { nameText } from "../text.js";

export interface GatewayTokenState {
  readonly id: Id<"gwt">;
  readonly environmentId: Id<"env">;
  readonly name: string;
  /** Keyed hash for look-up (R34); the token itself is kept nowhere. */
  readonly hash: string;
  /** Its first and last characters, to tell tokens apart. */
  readonly preview: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** When it was reported as public; null while it was not. */
  readonly leakedAt: Date | null;
}

interface OfToken {
  readonly tokenId: Id<"gwt">;
  readonly environmentId: Id<"env">;
}

export type GatewayTokenEvent =
  | ({ readonly type: "GatewayTokenCreated" } & OfToken)
  | ({ readonly type: "GatewayTokenRevoked" } & OfToken)
  /** It was found where others can read it; `isRevoked` where its environment wants that. */
  | ({ readonly type: "GatewayTokenLeaked"; readonly isRevoked: boolean } & OfToken & Finding);

export interface GatewayTokenRequest {
  readonly environmentId: Id<"env">;
  readonly name: string;
  readonly expiresInDays: number;
}

const day = 24 * 3_600_000;
const maxDays = 365;
/** So that one can take the other's place while both work. */
const mostLive = 2;

/** By which a gateway shows of which environment it is when it asks about keys. Operators make and end them. */
export class GatewayToken {
  readonly events = new EventLog<GatewayTokenEvent>();

  private constructor(private current: GatewayTokenState) {}

  static fromState(state: GatewayTokenState): GatewayToken {
    return new GatewayToken(state);
  }

  /** `live`: how many of the environment work already. Throws INVALID for every field at once, LIMIT_REACHED. */
  static create(
    _by: Operator,
    request: GatewayTokenRequest,
    secret: { readonly id: Id<"gwt">; readonly hash: string; readonly preview: string },
    { live, now }: { readonly live: number; readonly now: Date },
  ): GatewayToken {
    const { environmentId, expiresInDays } = request;
    const problems = new Problems();
    const rule = { label: "The name", min: 1, max: 80, path: ["name"] };
    const name = problems.check(() => nameText(request.name, rule));
    if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > maxDays) {
      problems.add("INVALID", `A token works for 1 to ${maxDays} days.`, ["expiresInDays"]);
    }
    problems.throwIfAny();
    if (live >= mostLive) {
      refuse("LIMIT_REACHED", `An environment has at most ${mostLive} tokens that work; revoke one first.`);
    }
    const token = new GatewayToken({
      ...secret,
      environmentId,
      name: name ?? "",
      createdAt: now,
      expiresAt: new Date(now.getTime() + expiresInDays * day),
      revokedAt: null,
      leakedAt: null,
    });
    token.events.record({ type: "GatewayTokenCreated", tokenId: token.current.id, environmentId });
    return token;
  }

  get state(): GatewayTokenState {
    return this.current;
  }

  /** For good; again changes nothing. */
  revoke(_by: Operator, now: Date): void {
    const { id: tokenId, environmentId, revokedAt } = this.current;
    if (revokedAt) return;
    this.current = { ...this.current, revokedAt: now };
    this.events.record({ type: "GatewayTokenRevoked", tokenId, environmentId });
  }

  /**
   * It was found in public: known as leaked, once, and revoked where the environment wants that, since its gateway lets nobody
   * in then until it has another one.
   */
  leaked({ source, url }: Finding, { whenKeyLeaks }: Pick<ApiEnvironment, "whenKeyLeaks">, now: Date): void {
    const leak = leakOf(this.current, whenKeyLeaks, now);
    if (!leak) return;
    this.current = { ...this.current, ...leak };
    const { id: tokenId, environmentId } = this.current;
    const facts = { tokenId, environmentId, source, url, isRevoked: leak.revokedAt !== null };
    this.events.record({ type: "GatewayTokenLeaked", ...facts });
  }
}

/** Neither revoked nor expired. */
export function isLiveToken(
  { revokedAt, expiresAt }: Pick<GatewayTokenState, "revokedAt" | "expiresAt">,
  now: Date,
): boolean {
  return !revokedAt && expiresAt.getTime() > now.getTime();
}
