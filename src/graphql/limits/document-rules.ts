import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import {
  type ASTNode,
  type ASTVisitor,
  Kind,
  type ParseOptions,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
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
  maxFieldsRule("the number of mutations", limits.mutations, (parent) => parent === "Mutation"),
  maxFieldsRule("the number of exports", limits.exports, (_, field) => field === "exportMyData"),
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

/** Counts the fields that `isCounted`, by the name of their type's parent and their own, where fragments are spread. */
function maxFieldsRule(
  what: string,
  limit: number,
  isCounted: (parent: string | undefined, field: string) => boolean,
): ValidationRule {
  return (context) => {
    const own = new Map<ASTNode, { fields: number; spreads: string[] }>();
    let current = { fields: 0, spreads: [] as string[] };
    const begin = (node: ASTNode) => {
      current = { fields: 0, spreads: [] };
      own.set(node, current);
    };
    return {
      OperationDefinition: begin,
      FragmentDefinition: begin,
      Field({ name }) {
        if (isCounted(context.getParentType()?.name, name.value)) current.fields += 1;
      },
      FragmentSpread({ name }) {
        current.spreads.push(name.value);
      },
      Document: {
        leave({ definitions }) {
          const total = totalsBy(context, own);
          for (const each of definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)) {
            const count = total(each);
            if (count > limit) context.reportError(tooExpensive(what, limit, count));
          }
        },
      },
    };
  };
}

/** What is in a fragment is found out once, however often it is spread; one that spreads itself is for another rule. */
function totalsBy(
  context: ValidationContext,
  own: ReadonlyMap<ASTNode, { readonly fields: number; readonly spreads: readonly string[] }>,
) {
  const totals = new Map<ASTNode, number>();
  return function total(node: ASTNode): number {
    const known = totals.get(node);
    if (known !== undefined) return known;
    totals.set(node, 0);
    const { fields, spreads } = own.get(node) ?? { fields: 0, spreads: [] };
    const sum = spreads.reduce((sum, name) => {
      const fragment = context.getFragment(name);
      return fragment ? sum + total(fragment) : sum;
    }, fields);
    totals.set(node, sum);
    return sum;
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
