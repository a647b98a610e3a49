import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";

const id = { nullable: true, description: "Its id." };
const slug = {
  nullable: true,
  description: "Its short name: unique, and never changes. Blanks around it do not count.",
};

@InputType({ description: "Which product: either its id or its slug." })
export class ApiProductReference {
  @Field(() => ID, id)
  readonly id?: Id<"prd"> | null;

  @Field(() => String, slug)
  readonly slug?: string | null;
}

@InputType({ description: "Which environment: either its id or its slug." })
export class ApiEnvironmentReference {
  @Field(() => ID, id)
  readonly id?: Id<"env"> | null;

  @Field(() => String, slug)
  readonly slug?: string | null;
}

/** What the schema marks with `@oneOf`: exactly one of the fields is given. */
export const oneOfTypes: readonly string[] = [ApiProductReference.name, ApiEnvironmentReference.name];

/** The product's id, which for an unknown slug is nobody's. */
export async function productIdOf(
  { loaders }: GraphQLContext,
  reference: ApiProductReference,
): Promise<Id<"prd">> {
  if (typeof reference.slug !== "string") return reference.id ?? "prd_";
  return (await loaders.productBySlug.load(reference.slug.trim()))?.id ?? "prd_";
}

/** The environment's id, which for an unknown slug is nobody's. */
export async function environmentIdOf(
  { loaders }: GraphQLContext,
  reference: ApiEnvironmentReference,
): Promise<Id<"env">> {
  if (typeof reference.slug !== "string") return reference.id ?? "env_";
  return (await loaders.environmentBySlug.load(reference.slug.trim()))?.id ?? "env_";
}

/** The ids, in the same order; slugs are read at once. */
export function productIdsOf(context: GraphQLContext, references: readonly ApiProductReference[]) {
  return Promise.all(references.map((reference) => productIdOf(context, reference)));
}

export function environmentIdsOf(context: GraphQLContext, references: readonly ApiEnvironmentReference[]) {
  return Promise.all(references.map((reference) => environmentIdOf(context, reference)));
}
