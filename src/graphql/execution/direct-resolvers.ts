import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";

type Resolve = GraphQLFieldResolver<unknown, unknown>;
type Declared = ReturnType<typeof getMetadataStorage>["fieldResolvers"][number];
type Parameter = NonNullable<Declared["params"]>[number];

/**
 * Calls the field resolvers that take no arguments as what they are, methods: type-graphql by itself finds out for each
 * call anew which parameters they have, hundreds of times for a page.
 */
export function callDirectly(schema: GraphQLSchema): void {
  const instances = new Map<unknown, Record<string, Resolve>>();
  const typeNameOf = typeNames();
  for (const declared of getMetadataStorage().fieldResolvers) {
    const type = schema.getType(typeNameOf(declared) ?? "");
    const field = isObjectType(type) ? type.getFields()[declared.schemaName] : undefined;
    const parameters = [...(declared.params ?? [])].sort((one, other) => one.index - other.index);
    if (!field || declared.kind !== "external" || declared.middlewares?.length) continue;
    if (!parameters.every(isPlain)) continue;
    const { target } = declared;
    const instance = instances.get(target) ?? Reflect.construct(target, []);
    instances.set(target, instance);
    field.resolve = calling(instance, declared.methodName, parameters);
  }
  readDirectly(schema);
}

/** Fields that are properties, and nothing else, are read as graphql-js does by itself. */
function readDirectly(schema: GraphQLSchema): void {
  const { objectTypes, fields, fieldResolvers } = getMetadataStorage();
  const typeNameOf = typeNames();
  const declared = new Set(
    fieldResolvers.map((resolver) => `${typeNameOf(resolver)}.${resolver.schemaName}`),
  );
  const fieldsOf = Map.groupBy(fields, ({ target }) => target);
  for (const { name, target } of objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of classesOf(target).flatMap((each) => fieldsOf.get(each) ?? [])) {
      const isProperty = field.name === field.schemaName && !field.middlewares?.length;
      const read = type.getFields()[field.schemaName];
      if (read && isProperty && !declared.has(`${name}.${field.schemaName}`)) delete read.resolve;
    }
  }
}

/** It and those that it extends. */
function classesOf(target: Declared["target"]): Declared["target"][] {
  const extended = Object.getPrototypeOf(target);
  return extended === Function.prototype ? [target] : [target, ...classesOf(extended)];
}

/** Of the types that field resolvers belong to. */
function typeNames(): (declared: Declared) => string | undefined {
  const names = new Map<unknown, string>(
    getMetadataStorage().objectTypes.map(({ target, name }) => [target, name]),
  );
  return ({ getObjectType }) => names.get(getObjectType?.());
}

function isPlain(parameter: Parameter): boolean {
  if (parameter.kind === "root") return !parameter.getType && !parameter.propertyName;
  return parameter.kind === "info" || (parameter.kind === "context" && !parameter.propertyName);
}

function calling(
  instance: Record<string, Resolve>,
  method: string,
  parameters: readonly Parameter[],
): Resolve {
  const [first, second] = parameters.map(({ kind }) => kind);
  const call = (instance[method] as (...values: unknown[]) => unknown).bind(instance);
  if (parameters.length === 0) return () => call();
  if (first === "root" && parameters.length === 1) return (root) => call(root);
  if (first === "root" && second === "context" && parameters.length === 2)
    return (root, _, context) => call(root, context);
  return (root, _, context, info) =>
    call(...parameters.map(({ kind }) => (kind === "root" ? root : kind === "context" ? context : info)));
}
