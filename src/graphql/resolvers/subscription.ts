import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import { forgetReads, type GraphQLContext } from "../context.js";
import { notFound } from "../errors.js";
import { kindOf } from "../ids.js";
import { signedIn } from "../signed-in.js";
import { ClientApplicationType } from "../types/client-application.js";

interface Args {
  clientApplicationId: string;
}

@Resolver()
export class SubscriptionResolver {
  @Subscription(() => ClientApplicationType, {
    description:
      "Every change of status of this application's grants and keys, as it happens; members of its partner only. Read anew at each event; ends with NOT_FOUND once you may not see it any more.",
    subscribe: async ({ args, context }: { args: Args; context: GraphQLContext }) => {
      await visible(context, args.clientApplicationId);
      return context.changeFeed.changesOf(args.clientApplicationId);
    },
  })
  async clientApplicationChanged(
    @Root() _changed: unknown,
    @Ctx() context: GraphQLContext,
    @Arg("clientApplicationId", () => ID, { description: "One of your partner's applications." })
    clientApplicationId: string,
  ) {
    forgetReads(context);
    return visible(context, clientApplicationId);
  }
}

/** The application as the viewer sees it. Throws UNAUTHENTICATED, NOT_FOUND. */
async function visible(context: GraphQLContext, id: string) {
  signedIn(context);
  const application = kindOf(id) === "app" ? await context.loaders.application.load(id) : null;
  if (!application) throw notFound("client application");
  return application;
}
