import { extendSchema, type GraphQLSchema, getNamedType, parse } from "graphql";

const description =
  "Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors.";

/** Gives every payload the root to read from; here, since the root has no class that a field could name. */
export function withQueryInPayloads(schema: GraphQLSchema): GraphQLSchema {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const extensions = mutations.map(
    ({ type }) => `extend type ${getNamedType(type).name} { "${description}" query: Query }`,
  );
  return extendSchema(schema, parse(extensions.join("\n")));
}
