import { refuse } from "./domain-error.js";
import type { Id } from "./id.js";

declare const proof: unique symbol;

/** Proof that a developer is staff of the platform. Only `operatorOf` hands it out. */
export interface Operator {
  readonly developerId: Id<"dev">;
  /** Their own company, if they are a member of one. */
  readonly partnerId: Id<"prt"> | null;
  readonly [proof]: "operator";
}

/** Throws NOT_AN_OPERATOR. */
export function operatorOf(actor: {
  readonly developerId: Id<"dev">;
  readonly partnerId: Id<"prt"> | null;
  readonly isOperator: boolean;
}): Operator {
  if (!actor.isOperator) refuse("NOT_AN_OPERATOR", "Only operators of the platform may do this.");
  return { developerId: actor.developerId, partnerId: actor.partnerId } as Operator;
}

/** Whoever runs commands on the platform's own machines. */
export function platformConsole(): Operator {
  const developerId: Id<"dev"> = "dev_console";
  return { developerId, partnerId: null } as Operator;
}
