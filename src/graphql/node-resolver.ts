import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { apiId, termsId } from "./catalogue/content-ids.js";
import { credentialsOf, deletionImpactOf } from "./client-application/parts.js";
import type { GraphQLContext } from "./context.js";
import { acceptanceOf, profileOf } from "./developer/parts.js";
import { type IdOf, kindOf, wholeId } from "./ids.js";
import { limits } from "./limits/limits.js";
import { nodesCost } from "./limits/list-cost.js";
import { companyDetailsOf, suspensionOf } from "./partner/parts.js";
import { rateLimitOf } from "./rate-limit-resolver.js";
import { signedIn } from "./signed-in.js";
import { Node, type NodeKind } from "./types/node.js";

type Fetched = Promise<object | null | undefined> | object | null;

/** How each kind of thing is fetched by its id; what the viewer may not see is as if it were not there. */
const byId: { readonly [Kind in NodeKind]: (context: GraphQLContext, id: IdOf<Kind>) => Fetched } = {
  dev: ({ loaders }, id) => loaders.developer.load(id),
  prt: ({ loaders }, id) => loaders.partner.load(id),
  app: ({ loaders }, id) => loaders.application.load(id),
  grt: ({ loaders }, id) => loaders.grant.load(id),
  req: ({ loaders }, id) => loaders.accessRequest.load(id),
  key: ({ loaders }, id) => loaders.key.load(id),
  prd: ({ loaders }, id) => loaders.product.load(id),
  env: ({ loaders }, id) => loaders.environment.load(id),
  inv: ({ loaders }, id) => loaders.invitation.load(id),
  act: ({ loaders }, id) => loaders.activityEntry.load(id),
  pat: ({ loaders }, id) => loaders.accessToken.load(id),
  gwt: ({ loaders }, id) => loaders.gatewayToken.load(id),
  rpl: ({ loaders }, id) => loaders.ratePlan.load(id),
  mem: ({ loaders }, id) => loaders.member.load(wholeId("mem", id)),
  joi: ({ loaders }, id) => loaders.joinRequest.load(wholeId("joi", id)),
  pro: async ({ loaders }, id) => {
    const developer = await loaders.developer.load(wholeId("pro", id));
    return developer && profileOf(developer);
  },
  acc: async ({ loaders }, id) => {
    const developer = await loaders.developer.load(wholeId("acc", id));
    return developer && acceptanceOf(developer, loaders);
  },
  com: async ({ loaders }, id) => {
    const partner = await loaders.partner.load(wholeId("com", id));
    return partner && companyDetailsOf(partner);
  },
  sus: async ({ loaders }, id) => {
    const partner = await loaders.partner.load(wholeId("sus", id));
    return partner && suspensionOf(partner);
  },
  imp: async (context, id) => {
    const application = await context.loaders.application.load(wholeId("imp", id));
    return application && deletionImpactOf(application, context);
  },
  cre: async ({ loaders }, id) => {
    const grant = await loaders.grant.load(wholeId("cre", id));
    return grant && credentialsOf(grant);
  },
  fai: async ({ loaders }, id) => (await loaders.failureOfGrant.load(wholeId("fai", id)))[0],
  bud: (context, id) => {
    const own = rateLimitOf(context);
    return own?.id === id ? own : null;
  },
  api: async ({ loaders }, id) => (await loaders.allApis()).find((api) => apiId(api) === id),
  trm: async ({ loaders }, id) => (await loaders.allTerms()).find((terms) => termsId(terms) === id),
};

async function nodeOf(context: GraphQLContext, id: string): Promise<object | null> {
  const kind = kindOf(id);
  if (!kind || !Object.hasOwn(byId, kind)) return null;
  const fetch: (context: GraphQLContext, id: never) => Fetched = byId[kind as NodeKind];
  const thing = await fetch(context, id as never);
  return thing ? { ...thing, id } : null;
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
    return nodeOf(context, id);
  }

  @Query(() => [Node], {
    nullable: "itemsAndList",
    description:
      "Anything by its id, in the order of the ids; null in the place of what is unknown or not yours (R18).",
    complexity: nodesCost,
  })
  nodes(
    @Ctx() context: GraphQLContext,
    @Arg("ids", () => [ID], {
      description: `Any ids that this API has returned, at most ${limits.listItems}.`,
    })
    ids: string[],
  ) {
    signedIn(context);
    return Promise.all(ids.map((id) => nodeOf(context, id)));
  }
}
