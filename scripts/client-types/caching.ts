import type { PluginFunction } from "@graphql-codegen/plugin-helpers";
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from "graphql";

/** Of a list in pages: what says where a page lies, and not which list it is of. */
const paging = ["after", "before", "first", "last"];

/** What caches have to be told: which types have no id, and which fields are lists in pages. */
export const plugin: PluginFunction = (schema) => {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"));
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const identified = types.filter(hasId);
  const embedded = types.filter((type) => !hasId(type) && !roots.includes(type));
  const paged = types.map((type) => [type.name, pagedFields(type)] as const);
  const whole = types
    .filter((type) => hasId(type) || type === schema.getQueryType())
    .map((type) => [type.name, wholeLists(type)] as const);
  const fieldNames = types.flatMap((type) => Object.keys(type.getFields()));
  const nonEmpty = paged.filter(([, fields]) => Object.keys(fields).length > 0);

  return `/** Types that caches keep by their id. */
export const identifiedTypes = ${json(identified.map(({ name }) => name))};

/** Types without one, which they keep inside what they belong to. */
export const embeddedTypes = ${json(embedded.map(({ name }) => name))};

/** By field, the type of what such a field says is gone. */
export const goneFields = ${json(Object.fromEntries(fieldNames.flatMap(gone)))};

/** What may say so. */
export const changes = ${json({
    Mutation: Object.keys(schema.getMutationType()?.getFields() ?? {}),
    Subscription: Object.keys(schema.getSubscriptionType()?.getFields() ?? {}),
  })};

/** By field of the query type, the type of what it finds by its \`id\`. */
export const foundById = ${json(Object.fromEntries(Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(found)))};

/** By type, the lists that come whole: a later one takes the place of an earlier one. */
export const wholeLists = ${json(Object.fromEntries(whole.filter(([, fields]) => fields.length > 0)))};

/** By type and field, the lists in pages: the arguments that tell one list from another. */
export const pagedFields = ${json(Object.fromEntries(nonEmpty))};
`;
};

function pagedFields(type: GraphQLObjectType): Record<string, string[]> {
  const lists = Object.values(type.getFields()).filter((field) =>
    getNamedType(field.type).name.endsWith("Connection"),
  );
  return Object.fromEntries(
    lists.map(({ name, args }) => [
      name,
      args.map((each) => each.name).filter((each) => !paging.includes(each)),
    ]),
  );
}

function wholeLists(type: GraphQLObjectType): string[] {
  const lists = Object.values(type.getFields()).filter(
    ({ type: listed }) => isListType(getNullableType(listed)) && isCompositeType(getNamedType(listed)),
  );
  return lists.map(({ name }) => name);
}

/** `deletedClientApplicationId`, of a `ClientApplication`. */
function gone(field: string): [field: string, type: string][] {
  const [, type] = /^(?:accepted|deleted|removed)([A-Z]\w*)Id$/.exec(field) ?? [];
  return type ? [[field, type]] : [];
}

/** A field whose one argument is the id of the object that it finds. */
function found({ name, args, type }: GraphQLField<unknown, unknown>): [field: string, type: string][] {
  const named = getNamedType(type);
  return args.map((each) => each.name).join() === "id" && isObjectType(named) ? [[name, named.name]] : [];
}

function hasId(type: GraphQLObjectType): boolean {
  return "id" in type.getFields();
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
