import { setTimeout as sleep } from "node:timers/promises";
import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import { prices } from "../application/prices.js";
import { OverspentError } from "../application/work-account.js";
import type { Id } from "../domain/id.js";
import { ClientApplicationType } from "./client-application/types.js";
import type { GraphQLContext } from "./context.js";
import { notFound } from "./errors.js";
import { kindOf } from "./ids.js";
import { createLoaders } from "./loaders.js";
import { signedIn } from "./signed-in.js";

interface Args {
  clientApplicationId: Id<"app">;
}

@Resolver()
export class SubscriptionResolver {
  @Subscription(() => ClientApplicationType, {
    description:
      "Every change of status of this application's grants and keys, as it happens; members of its partner only. Read anew at each event; ends once you are signed out or may no longer see it.",
    subscribe: async ({ args, context }: { args: Args; context: GraphQLContext }) => {
      await visible(context, args.clientApplicationId);
      return whileVisible(context, args.clientApplicationId);
    },
  })
  async clientApplicationChanged(
    @Root() _changed: unknown,
    @Ctx() context: GraphQLContext,
    @Arg("clientApplicationId", () => ID, { description: "One of your partner's applications." })
    clientApplicationId: Id<"app">,
  ) {
    return visible(context, clientApplicationId);
  }
}

/**
 * The changes for as long as the viewer sees the application (R9, R18). Not a generator: one that waits for a change
 * could not be stopped before the next one comes.
 */
function whileVisible(context: GraphQLContext, id: Id<"app">): AsyncIterableIterator<string> {
  const changes = context.changeFeed.changesOf(id);
  const end = async () => (await changes.return?.()) ?? { value: undefined, done: true as const };
  return {
    async next() {
      const change = await changes.next();
      if (change.done) return change;
      await paidFor(context);
      await readAnew(context, context.changeFeed.latestChange(id));
      const application = context.actor && (await context.loaders.application.load(id));
      const isOwn = application && application.partnerId === context.actor?.partnerId;
      return isOwn ? change : end();
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Once for all subscriptions of one viewer: who they are now, and what they then see. */
async function readAnew(context: GraphQLContext, change: object): Promise<void> {
  const { sharedReads, reads, credentials, identify } = context;
  const actor = await sharedReads(change, `who: ${credentials}`, identify);
  context.actor = actor;
  const viewer = actor && [actor.developerId, actor.partnerId, actor.isOperator];
  context.loaders = sharedReads(change, `seen by: ${JSON.stringify(viewer)}`, () =>
    createLoaders(reads, actor),
  );
}

/** Each event costs what its operation does: who has spent their budget is told of the change when the next one begins. */
async function paidFor({ work }: GraphQLContext): Promise<void> {
  for (;;) {
    try {
      return await work.spend(prices.identification + (work.operationCost ?? 0));
    } catch (error) {
      if (!(error instanceof OverspentError)) throw error;
      await sleep(error.balance.resetSeconds * 1_000, undefined, { ref: false });
    }
  }
}

/** The application as the viewer sees it. Throws UNAUTHENTICATED, NOT_FOUND. */
async function visible(context: GraphQLContext, id: Id<"app">) {
  signedIn(context);
  const application = kindOf(id) === "app" ? await context.loaders.application.load(id) : null;
  if (application?.partnerId !== signedIn(context).partnerId) throw notFound("client application");
  return application;
}
