import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLInputType, getNullableType, isInputObjectType, isListType } from "graphql";

const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));

/** Throws for the path of a user error that leads nowhere in the input of its mutation. */
export function assertLeadsIntoInput(mutation: string, path: readonly string[]): void {
  let type: GraphQLInputType | undefined = schema.getMutationType()?.getFields()[mutation]?.args[0]?.type;
  for (const name of path) type = type && within(getNullableType(type), name);
  if (!type) throw new Error(`${mutation} has no input at ${path.join(".")}.`);
}

function within(type: GraphQLInputType, name: string): GraphQLInputType | undefined {
  if (isListType(type)) return /^\d+$/.test(name) ? type.ofType : undefined;
  return isInputObjectType(type) ? type.getFields()[name]?.type : undefined;
}
