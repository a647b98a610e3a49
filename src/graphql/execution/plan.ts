import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import type { GraphQLContext } from "../context.js";
import { Walk } from "./walk.js";

type Variables = Readonly<Record<string, unknown>>;
type Made = Record<string, unknown>;

/** What a resolver has given, as the answer has it; promises within are waited for by the walk. */
type Complete = (value: unknown, walk: Walk) => unknown;

interface PlannedField {
  readonly key: string;
  readonly read: (source: unknown, walk: Walk) => unknown;
  readonly complete: Complete;
}

/** Gives what a query answers as its `data`. Throws, whatever is wrong: graphql-js is asked then, which knows what to say. */
export type Plan = (context: GraphQLContext, variables: Variables) => Promise<Made>;

/** What a plan is made of. */
export interface Planned {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Of those that decide what is skipped or included only these values are planned for. */
  readonly variables: Variables;
}

/**
 * What running a query finds out again and again, found out once: which fields each type is asked for, where each comes from
 * and how it is written. graphql-js then remains for whatever is not as it should be, so that nothing here says what
 * an error is.
 */
export function planOf(planned: Planned): Plan {
  const { schema, document, operation, variables } = planned;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  const query = schema.getQueryType() as GraphQLObjectType;

  function completed(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isNonNullType(type)) {
      const complete = completed(type.ofType, nodes);
      return (value, walk) => {
        if (value === null || value === undefined) throw new Unplanned("null where there is none");
        return complete(value, walk);
      };
    }
    if (isListType(type)) return orNull(listOf(completed(type.ofType, nodes)));
    if (isLeafType(type)) return orNull((value) => written(type.serialize(value)));
    const subfields = (runtime: GraphQLObjectType) =>
      objectOf(runtime, collectSubfields(schema, fragments, variables, runtime, nodes));
    if (!isAbstractType(type)) return orNull(subfields(type));
    const runtimes = new Map(schema.getPossibleTypes(type).map((each) => [each.name, subfields(each)]));
    return orNull((value, walk) => {
      const name = type.resolveType?.(value, walk.context, undefined as never, type);
      const complete = typeof name === "string" ? runtimes.get(name) : undefined;
      if (!complete) throw new Unplanned("a type that is not known at once");
      return complete(value, walk);
    });
  }

  function objectOf(type: GraphQLObjectType, nodes: ReadonlyMap<string, readonly FieldNode[]>): Complete {
    const fields = [...nodes].map(([key, same]) => plannedField(type, key, same));
    // A copy of an object that has all keys already is cheaper than one that gets them one after the other.
    const blank = Object.fromEntries(fields.map(({ key }) => [key, null]));
    return (source, walk) => {
      const made: Made = { ...blank };
      for (const { key, read, complete } of fields) {
        const value = read(source, walk);
        if (isPromise(value)) walk.later(value, made, key, complete);
        else made[key] = complete(value, walk);
      }
      return made;
    };
  }

  function plannedField(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): PlannedField {
    const [node] = nodes as readonly [FieldNode];
    const { value: name } = node.name;
    if (name === TypeNameMetaFieldDef.name) return { key, read: () => type.name, complete: (value) => value };
    const field = type.getFields()[name];
    if (!field) throw new Unplanned("a field about the schema");
    return { key, read: reading(type, field, nodes), complete: completed(field.type, nodes) };
  }

  function reading(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): PlannedField["read"] {
    const { name, resolve } = field;
    if (!resolve) return (source) => propertyOf(source, name);
    if (resolve.length < 4) return (source, { context }) => resolve(source, {}, context, undefined as never);
    const about: Omit<GraphQLResolveInfo, "path" | "variableValues"> = {
      fieldName: name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType: type,
      schema,
      fragments,
      operation,
      rootValue: undefined,
    };
    const [node] = nodes as readonly [FieldNode];
    return (source, { context, variables: variableValues }) => {
      const args = getArgumentValues(field, node, variableValues);
      return resolve(source, args, context, { ...about, path: nowhere, variableValues });
    };
  }

  const complete = objectOf(
    query,
    collectFields(schema, fragments, variables, query, operation.selectionSet),
  );
  return async (context, values) => {
    const walk = new Walk(context, values);
    const data = complete(undefined, walk);
    await walk.end();
    return data as Made;
  };
}

/** Nobody here asks where they stand in the answer, which would have to be counted for each field. */
const nowhere = undefined as never;

/** Why something is left to graphql-js. */
class Unplanned extends Error {}

function listOf(complete: Complete): Complete {
  return (value, walk) => {
    if (!Array.isArray(value)) throw new Unplanned("no array");
    const made = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index];
      if (isPromise(item)) walk.later(item, made, index, complete);
      else made[index] = complete(item, walk);
    }
    return made;
  };
}

function orNull(complete: Complete): Complete {
  return (value, walk) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, walk);
  };
}

/** Some serializers give nothing in place of an error. */
function written(value: unknown): unknown {
  if (value === null || value === undefined) throw new Unplanned("a value that cannot be written");
  return value;
}

function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Made)[name];
  if (typeof value === "function") throw new Unplanned("a method");
  return value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as Made).then === "function";
}
