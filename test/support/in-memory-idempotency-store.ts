import type {
  Claim,
  HeldClaim,
  IdempotencyStore,
  IdempotentRequest,
} from "../../src/application/ports/idempotency-store.js";
import { withoutSecrets } from "../../src/infrastructure/secrets/secret-format.js";

interface Held {
  readonly requestHash: string;
  readonly response: string | null;
  readonly claimedAt: number;
}

/** Passes the same contract suite as the one on PostgreSQL. */
export function inMemoryIdempotencyStore(): IdempotencyStore & { readonly held: Map<string, Held> } {
  const held = new Map<string, Held>();
  const place = ({ actorId, credential, key }: IdempotentRequest) =>
    JSON.stringify([actorId, credential, key]);
  const isExpired = ({ claimedAt }: Held, now: Date) => claimedAt < now.getTime() - 24 * 3_600_000;
  const isLost = ({ response, claimedAt }: Held, now: Date) =>
    response === null && claimedAt < now.getTime() - 30_000;

  const isOpen = ({ requestHash, response, claimedAt }: Held, claim: HeldClaim) =>
    requestHash === claim.requestHash && response === null && claimedAt === claim.claimedAt.getTime();

  return {
    held,
    async claim(request, now): Promise<Claim> {
      const { requestHash } = request;
      const earlier = held.get(place(request));
      const isFree =
        !earlier || isExpired(earlier, now) || (earlier.requestHash === requestHash && isLost(earlier, now));
      if (isFree) {
        held.set(place(request), { requestHash, response: null, claimedAt: now.getTime() });
        return { state: "FIRST" };
      }
      if (earlier.requestHash !== requestHash) return { state: "OTHER_REQUEST" };
      return earlier.response === null
        ? { state: "RUNNING" }
        : { state: "ANSWERED", response: earlier.response };
    },
    async keep(claim, response) {
      const each = held.get(place(claim));
      if (each && isOpen(each, claim))
        held.set(place(claim), { ...each, response: withoutSecrets(response) });
    },
    async release(claim) {
      const each = held.get(place(claim));
      if (each && isOpen(each, claim)) held.delete(place(claim));
    },
    async purgeExpired(now) {
      for (const [name, each] of held) if (isExpired(each, now)) held.delete(name);
    },
  };
}
