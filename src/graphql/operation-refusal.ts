import type { GraphQLError } from "graphql";
import { badUserInput } from "./errors.js";
import { type CostedOperation, costRefusal } from "./limits/cost.js";
import { unstorable } from "./storable-text.js";
import { isUnstorable } from "./unstorable-document.js";

/**
 * Why a valid operation is not run, over HTTP and WebSocket alike: it holds what cannot be stored or variables that do
 * not fit (BAD_USER_INPUT), or asks for too much (OPERATION_TOO_EXPENSIVE). Empty when it is run.
 */
export function operationRefusal(operation: CostedOperation): readonly GraphQLError[] {
  if (isUnstorable(operation.document)) return [badUserInput(unstorable("A string"))];
  return costRefusal(operation);
}
