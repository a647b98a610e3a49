import type { GraphQLError } from "graphql";
import { unstorable } from "../application/storable-text.js";
import { OverspentError, type WorkAccount } from "../application/work-account.js";
import { badUserInput, rateLimited } from "./errors.js";
import { assessed, type CostedOperation } from "./limits/cost.js";
import { unstorableIn } from "./unstorable-document.js";

/**
 * Why a valid operation is not run, over HTTP and WebSocket alike: it holds what cannot be stored or variables that do
 * not fit (BAD_USER_INPUT), asks for too much (OPERATION_TOO_EXPENSIVE), or for more than its sender has left
 * (RATE_LIMITED). Empty when it is run; then it is paid for.
 */
export async function operationRefusal(
  operation: CostedOperation,
  work: WorkAccount,
): Promise<readonly GraphQLError[]> {
  const found = unstorableIn(operation.document);
  if (found) return [badUserInput(unstorable("A string"), found.argumentPath)];
  const { cost, refusals } = assessed(operation);
  if (refusals) return refusals;
  try {
    await work.spendOnOperation(cost);
    return [];
  } catch (error) {
    if (error instanceof OverspentError) return [rateLimited(error)];
    throw error;
  }
}
