import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "./context.js";
import { kindOf } from "./ids.js";
import type { Loaders } from "./loaders.js";
import { signedIn } from "./signed-in.js";
import { Node } from "./types/node.js";

/** How each kind of thing is fetched by its id. */
const loaderOf = {
  dev: ({ developer }: Loaders) => developer,
  prt: ({ partner }: Loaders) => partner,
  app: ({ application }: Loaders) => application,
  grt: ({ grant }: Loaders) => grant,
  req: ({ accessRequest }: Loaders) => accessRequest,
  key: ({ key }: Loaders) => key,
  prd: ({ product }: Loaders) => product,
  env: ({ environment }: Loaders) => environment,
  inv: ({ invitation }: Loaders) => invitation,
  pat: ({ accessToken }: Loaders) => accessToken,
};

/** Each takes the ids of its own kind, which the kind of the id has just told. */
interface Loader {
  load(id: never): Promise<unknown>;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Anything by its id; null both for an unknown id and for what is not yours (R18).",
  })
  node(
    @Ctx() context: GraphQLContext,
    @Arg("id", () => ID, { description: "Any id that this API has returned." }) id: string,
  ) {
    signedIn(context);
    const kind = kindOf(id);
    if (!kind || !(kind in loaderOf)) return null;
    const loader: Loader = loaderOf[kind as keyof typeof loaderOf](context.loaders);
    return loader.load(id as never);
  }
}
