import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import type { ASTVisitor, ParseOptions, ValidationContext, ValidationRule } from "graphql";
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
  maxListItemsRule,
];

/** Counting stops at the limit, so what the parser refuses is not known to be more. */
export const parseOptions: ParseOptions = { maxTokens: limits.tokens };

/** Without looking for what may have been meant, which for each mistake compares it with every name of the schema. */
export const validationOptions = { maxErrors: limits.errors, hideSuggestions: true } as const;

function maxListItemsRule(context: ValidationContext): ASTVisitor {
  return {
    ListValue({ values: { length } }) {
      if (length > limits.listItems)
        context.reportError(tooExpensive("the number of items of a list", limits.listItems, length));
    },
  };
}

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
