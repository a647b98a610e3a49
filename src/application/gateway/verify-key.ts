import { isLiveToken } from "../../domain/gateway/gateway-token.js";
import { type IssuedKey, type KeyVerdict, keyVerdict } from "../../domain/gateway/key-verdict.js";
import type { Clock } from "../ports/clock.js";
import type { GatewayIdentity, KeyKnowledge, Known, Soon } from "../ports/key-knowledge.js";
import type { RateAnswer } from "../ports/rate-limits.js";
import type { SecretKind } from "../ports/secret-vault.js";

export type KeyCode = KeyVerdict | "MISSING" | "MALFORMED" | "RATE_LIMITED";

/** What a gateway asks. */
export interface KeyQuestion {
  /** As it was presented; empty when there was none. */
  readonly apiKey: string;
  /** Where the call comes from, in the spelling of `networkAddress`; null where nobody says. Asked when it matters (R40). */
  readonly from: () => string | null;
  /** Slugs of products that it must open, all of them. */
  readonly products?: readonly string[] | undefined;
  /** As `apiLabel` writes it. */
  readonly api?: string | undefined;
  /** As how many requests it counts; one, when left out (R35). */
  readonly cost?: number | undefined;
}

/** What a gateway is told. `key` is the one that was meant, as far as one is known: its use is counted whatever the code. */
export interface KeyAnswer {
  readonly code: KeyCode;
  readonly key: IssuedKey | null;
  readonly isStale: boolean;
  /** Where a rate plan applies: what is left of it (R35). */
  readonly rate?: RateAnswer;
}

/** A gateway that has shown who it is. */
export type Gateway = GatewayIdentity;

export interface VerificationPorts {
  readonly knowledge: KeyKnowledge;
  readonly clock: Clock;
  /** Whether a text has the form and the checksum of such a secret: decided without a look-up. */
  readonly isWellFormed: (kind: SecretKind, text: string) => boolean;
  /** R40: whether an address is in one of the networks. */
  readonly isWithin: (address: string, networks: readonly string[]) => boolean;
}

/** Whether keys may be let in. Both reject with KnowledgeAway. */
export interface Verification {
  /** Whose gateway this token is; the value is null for one that is none, or is over. */
  gatewayOf(token: string): Soon<Known<Gateway>>;
  verify(gateway: Gateway, question: KeyQuestion): Soon<KeyAnswer>;
}

const nobody: Known<never> = { value: null, isStale: false };

export function createVerification({
  knowledge,
  clock,
  isWellFormed,
  isWithin,
}: VerificationPorts): Verification {
  const alive = (known: Known<Gateway>): Known<Gateway> =>
    known.value && isLiveToken(known.value, clock.now()) ? known : nobody;

  const judged = ({ environmentId }: Gateway, question: KeyQuestion, known: Known<IssuedKey>) => {
    const { value: key, isStale } = known;
    const { products, api } = question;
    const isFrom = (networks: readonly string[]) => {
      const address = question.from();
      return address !== null && isWithin(address, networks);
    };
    const code = keyVerdict(key, { environmentId, api, isFrom, products }, clock.now());
    return { code, key, isStale };
  };

  // What is remembered has the form: to look at it again would take longer than all the rest.
  return {
    gatewayOf(token) {
      const recalled = knowledge.recalledGateway(token);
      if (recalled) return alive(recalled);
      if (!isWellFormed("gw", token)) return nobody;
      const known = knowledge.gateway(token);
      return known instanceof Promise ? known.then(alive) : alive(known);
    },

    verify(gateway, question) {
      const { apiKey } = question;
      if (apiKey === "") return { code: "MISSING", key: null, isStale: false };
      const recalled = knowledge.recalledKey(apiKey);
      if (recalled) return judged(gateway, question, recalled);
      if (!isWellFormed("key", apiKey)) return { code: "MALFORMED", key: null, isStale: false };
      const known = knowledge.key(apiKey, gateway.whenUnavailable === "LAST_KNOWN");
      return known instanceof Promise
        ? known.then((late) => judged(gateway, question, late))
        : judged(gateway, question, known);
    },
  };
}
