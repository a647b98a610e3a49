import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import type { ValidationContext, ValidationRule } from "graphql";
import { limits } from "./limits.js";
import { tooExpensive } from "./too-expensive.js";

/** Limits that a document alone decides, whatever its variables: they are checked once for each document. */
export const documentRules: readonly ValidationRule[] = [
  maxDepthRule({
    n: limits.depth,
    flattenFragments: true,
    ...refusing("the depth", limits.depth),
  }) as unknown as ValidationRule,
  maxAliasesRule({
    n: limits.aliases,
    ...refusing("the number of aliases", limits.aliases),
  }) as unknown as ValidationRule,
];

/** Counting stops at the limit, so what the parser refuses is not known to be more. */
export const parseOptions = { maxTokens: limits.tokens };

function refusing(what: string, limit: number): NonNullable<Parameters<typeof maxDepthRule>[0]> {
  return {
    propagateOnRejection: false,
    onReject: [
      (context, { message }) =>
        (context as ValidationContext).reportError(tooExpensive(what, limit, figureIn(message))),
    ],
  };
}

/** The rules tell what they counted in their message alone. */
function figureIn(message: string): number {
  return Number(/found (\d+)/.exec(message)?.[1]);
}
