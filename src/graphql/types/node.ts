import { Field, ID, InterfaceType } from "type-graphql";
import type { IdPrefix } from "../../domain/id.js";
import { kindOf } from "../ids.js";

/** Which type an id is of. */
export const typeNames: Partial<Record<IdPrefix, string>> = {
  dev: "Developer",
  prt: "Partner",
  app: "ClientApplication",
  grt: "AccessGrant",
  req: "AccessRequest",
  key: "ApiKey",
  prd: "ApiProduct",
  env: "ApiEnvironment",
  inv: "Invitation",
  pat: "AccessToken",
};

/** The name of a thing's type. */
export function typeOfNode({ id }: { readonly id: string }): string | undefined {
  return typeNames[kindOf(id) ?? "act"];
}

@InterfaceType({ description: "Anything that can be fetched by its id.", resolveType: typeOfNode })
export abstract class Node {
  @Field(() => ID, { description: "Opaque; starts with the kind of thing it is." })
  readonly id!: string;
}
