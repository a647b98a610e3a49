import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from "graphql";

const description =
  "Everything that can be read, as it is after this: for what has changed elsewhere. Also there when there are user errors.";

/**
 * Gives every payload of the schema the root to read from; here, since the root has no class that a field could name. It is given
 * to the types as they are: to build all of them anew takes as long as to build them.
 */
export function addQueryToPayloads(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  if (!query) throw new Error("There is nothing to read.");
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  for (const payload of new Set(mutations.map(({ type }) => getNamedType(type)))) {
    if (!isObjectType(payload)) continue;
    const field: GraphQLField<unknown, unknown> = {
      name: "query",
      description,
      type: query,
      args: [],
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    };
    payload.getFields().query = field;
  }
}
