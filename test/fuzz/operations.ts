import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { junk, type Random } from "./random.js";

const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));

const roots = {
  query: Object.values(schema.getQueryType()?.getFields() ?? {}),
  mutation: Object.values(schema.getMutationType()?.getFields() ?? {}),
  subscription: Object.values(schema.getSubscriptionType()?.getFields() ?? {}),
};

/** What would end the session that the rest is sent with. */
const avoided = new Set(["deleteMyAccount", "revokeAccessToken"]);

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A valid operation of the schema; `known` are values that exist, by the name of the field that takes them. */
export function operation(
  random: Random,
  kind: keyof typeof roots,
  known: Readonly<Record<string, unknown>>,
): Operation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const fields = roots[kind].filter(({ name }) => !avoided.has(name));
  const count = kind === "subscription" ? 1 : random.count(4);
  const selected = Array.from({ length: Math.max(1, count) }, (_, index) => {
    const field = random.pick(fields);
    const given = field.args.filter((arg) => isNonNullType(arg.type) || random.chance(0.5));
    const args = given.map((arg) => {
      const name = `v${index}_${arg.name}`;
      declared.push(`$${name}: ${arg.type}`);
      variables[name] = anyValue(random, arg, known, 0);
      return `${arg.name}: $${name}`;
    });
    return `a${index}: ${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${selection(random, field.type, 0)}`;
  });
  const head = declared.length > 0 ? ` Fuzz(${declared.join(", ")})` : "";
  return { query: `${kind}${head} { ${selected.join(" ")} }`, variables };
}

function selection(random: Random, type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  if (isUnionType(named) || depth > 5) return " { __typename }";
  const fields = selectable(named, depth < 5);
  const chosen = fields.filter(() => random.chance(isObjectType(named) && depth < 2 ? 0.5 : 0.2));
  const parts = chosen.map((field) => `${field.name}${selection(random, field.type, depth + 1)}`);
  return ` { __typename ${parts.join(" ")} }`;
}

type Fields = readonly GraphQLField<unknown, unknown>[];
const fieldsOf = {
  any: new Map<GraphQLCompositeType, Fields>(),
  leaves: new Map<GraphQLCompositeType, Fields>(),
};

/** The fields that need no argument; with `goesOn`, those too that need a selection. */
function selectable(type: GraphQLObjectType | GraphQLInterfaceType, goesOn: boolean): Fields {
  const remembered = goesOn ? fieldsOf.any : fieldsOf.leaves;
  let fields = remembered.get(type);
  if (!fields) {
    fields = Object.values(type.getFields()).filter(
      (field) =>
        field.args.every((arg) => !isNonNullType(arg.type)) &&
        (goesOn || !isCompositeType(getNamedType(field.type))),
    );
    remembered.set(type, fields);
  }
  return fields;
}

function anyValue(
  random: Random,
  { name, type }: Pick<GraphQLArgument, "name" | "type">,
  known: Readonly<Record<string, unknown>>,
  depth: number,
): unknown {
  if (random.chance(0.02)) return junk(random);
  if (name in known && random.chance(0.7)) return isList(type) ? [known[name]] : known[name];
  if (isNonNullType(type)) return anyValue(random, { name, type: type.ofType }, known, depth);
  if (isListType(type)) {
    return Array.from({ length: random.count(20) }, () =>
      anyValue(random, { name, type: type.ofType }, known, depth + 1),
    );
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const all = Object.values(type.getFields());
    const fields = type.isOneOf && random.chance(0.9) ? [random.pick(all)] : all;
    return Object.fromEntries(
      fields
        .filter((field) => type.isOneOf || isNonNullType(field.type) || random.chance(0.5))
        .map((field) => [field.name, anyValue(random, field, known, depth + 1)]),
    );
  }
  if (type.name === "Int") return random.whole(-2, 120);
  if (type.name === "Boolean") return random.chance(0.5);
  return random.chance(0.5) ? random.text() : `Name ${random.whole(0, 1e6)}`;
}

function isList(type: GraphQLInputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
