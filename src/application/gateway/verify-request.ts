import { tokenVerdict } from "../../domain/oauth/token-verdict.js";
import type {
  AccessTokenClaims,
  AccessTokenReader,
  PossessionProofs,
  PresentedProof,
} from "../ports/authorization-servers.js";
import type { KeyKnowledge, Soon } from "../ports/key-knowledge.js";
import type { Gateway, KeyAnswer, KeyCode, KeyQuestion, Verification } from "./verify-key.js";

/** What a route needs of a request. */
export type Needs = "key" | "token" | "both";

/** What a proxy asks about a request. */
export interface RequestQuestion extends KeyQuestion {
  readonly needs: Needs;
  /** As it was presented; undefined when there was none. */
  readonly token?: PresentedToken | undefined;
}

export interface PresentedToken {
  readonly scheme: "bearer" | "dpop";
  readonly value: string;
  readonly proof: PresentedProof;
}

export type RequestCode = KeyCode | "TOKEN_INVALID" | "TOKEN_OF_ANOTHER_APPLICATION";

/** What a proxy is told. `token`: the one that is valid, where there is one of the environment's own. */
export interface RequestAnswer extends Omit<KeyAnswer, "code"> {
  readonly code: RequestCode;
  readonly token: AccessTokenClaims | null;
}

export interface RequestVerificationPorts {
  readonly verification: Pick<Verification, "verify">;
  readonly knowledge: Pick<KeyKnowledge, "token">;
  readonly tokens: AccessTokenReader;
  readonly proofs: PossessionProofs;
}

export type RequestVerification = (gateway: Gateway, question: RequestQuestion) => Soon<RequestAnswer>;

/**
 * Whether a request may pass. A token of the environment's own authorization server is looked at wherever there is one;
 * what others have issued is theirs to judge, unless the route needs one of ours. Rejects with KnowledgeAway.
 */
export function createRequestVerification(ports: RequestVerificationPorts): RequestVerification {
  const { verification, knowledge, tokens, proofs } = ports;
  const withoutToken = (answer: KeyAnswer): RequestAnswer => ({ ...answer, token: null });
  const nothing: RequestAnswer = { code: "MISSING", key: null, token: null, isStale: false };

  async function withToken(
    gateway: Gateway,
    { value, scheme, proof }: PresentedToken,
    { products = [], needs }: RequestQuestion,
    answer: RequestAnswer,
  ): Promise<RequestAnswer> {
    const claims = await tokens.read(gateway.environment, value);
    const invalid = { ...answer, code: "TOKEN_INVALID" } as const;
    if (!claims) return invalid;
    // RFC 9449 §7.2, RFC 8705 §3: what is bound to a key is none without a proof of it.
    const { confirmation } = claims;
    if ((scheme === "dpop") !== (confirmation?.jkt !== undefined)) return invalid;
    if (confirmation && !(await proofs.proves(value, confirmation, proof))) return invalid;
    const mayBeStale = gateway.whenUnavailable === "LAST_KNOWN";
    const { value: standing, isStale } = await knowledge.token(claims, mayBeStale);
    const code = tokenVerdict(standing, claims, needs === "key" ? [] : products);
    if (code === "TOKEN_INVALID") return { ...invalid, isStale: answer.isStale || isStale };
    const { key } = answer;
    if (key && key.applicationId !== claims.applicationId)
      return { ...answer, code: "TOKEN_OF_ANOTHER_APPLICATION", isStale: answer.isStale || isStale };
    return { ...answer, code, token: claims, isStale: answer.isStale || isStale };
  }

  return (gateway, question) => {
    const { needs, token } = question;
    const ours =
      token && (needs !== "key" || tokens.isOurs(gateway.environment, token.value)) ? token : undefined;
    if (needs === "token") return ours ? withToken(gateway, ours, question, nothing) : nothing;
    const answer = verification.verify(gateway, question);
    const goOn = (judged: KeyAnswer): Soon<RequestAnswer> => {
      if (judged.code !== "VALID" || (needs === "key" && !ours)) return withoutToken(judged);
      if (!ours) return { ...withoutToken(judged), code: "MISSING" };
      return withToken(gateway, ours, question, withoutToken(judged));
    };
    return answer instanceof Promise ? answer.then(goOn) : goOn(answer);
  };
}
