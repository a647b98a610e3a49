import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";

const description = [
  "Portico, the back end of a digital-banking developer portal: developers of partner companies register client applications here, and get the keys and credentials with which those call banking APIs.",
  "Begin with `me`, which leads to your company and its applications; the catalogue, `apiProducts` and `apiEnvironments`, is open to everyone. Ids are opaque, and `node` takes every one of them. What does not exist and what is not yours are the same answer: null from a query, NOT_FOUND from a mutation.",
  "A mutation takes one `input`. What you can put right comes back in its `userErrors`, all of it at once; top-level errors are for what a program got wrong or may not.",
].join("\n\n");

const roots: Readonly<Record<string, string>> = {
  Query:
    "What can be read. The catalogue and the terms are open to everyone, the rest to signed-in developers.",
  Mutation:
    "What signed-in developers can change. Each mutation takes one input and reports refusals as user errors.",
  Subscription:
    "What can be watched, at the same address, over WebSocket (graphql-transport-ws) or as Server-Sent Events (Accept: text/event-stream). Each tells the present state first, then every change.",
};

/** The numbers of the domain's rules, as descriptions in the code name them: for those who read the code. */
const ruleNumbers = / \(R\d+(?:(?:, | to | and )R\d+)*\)/g;

/** Gives the schema words on itself and its roots; those who see no more than the schema are told no numbers of rules. */
export function describeSchema(schema: GraphQLSchema): void {
  schema.description = description;
  for (const part of partsOf(schema)) part.description = part.description?.replaceAll(ruleNumbers, "");
}

interface Described {
  description?: string | null | undefined;
}

function partsOf(schema: GraphQLSchema): Described[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  for (const type of types) type.description ??= roots[type.name];
  return types.flatMap((type): Described[] => {
    if (isEnumType(type)) return [type, ...type.getValues()];
    if (isInputObjectType(type)) return [type, ...Object.values(type.getFields())];
    if (!isObjectType(type) && !isInterfaceType(type)) return [type];
    return [type, ...Object.values(type.getFields()).flatMap((field) => [field, ...field.args])];
  });
}
