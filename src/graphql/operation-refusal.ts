import type { GraphQLError } from "graphql";
import { type CostedOperation, costRefusal } from "./limits/cost.js";
import { unsafeInput } from "./unsafe-input.js";

/**
 * Why a valid operation is not run, over HTTP and WebSocket alike: it holds what cannot be stored (BAD_USER_INPUT), or
 * asks for too much (OPERATION_TOO_EXPENSIVE). Undefined when it is run.
 */
export function operationRefusal(operation: CostedOperation): GraphQLError | undefined {
  return unsafeInput(operation.document, operation.variables) ?? costRefusal(operation);
}
