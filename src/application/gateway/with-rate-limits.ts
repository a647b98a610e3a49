import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { Soon } from "../ports/key-knowledge.js";
import type { RateLimits } from "../ports/rate-limits.js";
import type { Gateway, KeyAnswer, KeyQuestion } from "./verify-key.js";

type Counted = Pick<KeyAnswer, "key" | "rate"> & { readonly code: string };
type Verify<Question, Answer> = (gateway: Gateway, question: Question) => Soon<Answer>;

/** R35: the same, and what is valid counts: RATE_LIMITED instead where its plan is used up. What is refused takes nothing. */
export function withRateLimits<Question extends Pick<KeyQuestion, "cost">, Answer extends Counted>(
  verify: Verify<Question, Answer>,
  rateLimits: RateLimits,
): Verify<Question, Answer> {
  async function counted(answer: Answer, { apiKeyId, ratePlan }: IssuedKey, cost: number): Promise<Answer> {
    if (!ratePlan) return answer;
    const rate = await rateLimits.take(apiKeyId, ratePlan, cost);
    return rate.isWithin ? { ...answer, rate } : { ...answer, rate, code: "RATE_LIMITED" };
  }

  return (gateway, question) => {
    const { cost = 1 } = question;
    const count = (answer: Answer): Soon<Answer> =>
      answer.code === "VALID" && answer.key?.ratePlan ? counted(answer, answer.key, cost) : answer;
    const answer = verify(gateway, question);
    return answer instanceof Promise ? answer.then(count) : count(answer);
  };
}
