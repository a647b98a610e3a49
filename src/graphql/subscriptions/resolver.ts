import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";
import { watchedApplication } from "./application-changes.js";
import { ClientApplicationChange } from "./types.js";

@Resolver()
export class SubscriptionResolver {
  @Subscription(() => ClientApplicationChange, {
    description:
      "One application as it is now, and then at every change of it, its grants and its keys; members of its partner only. Its deletion is told, and then the end. Who watches is asked anew at each change: it ends once you are signed out or no longer a member.",
    subscribe: ({ args, context }: { args: { clientApplicationId: Id<"app"> }; context: GraphQLContext }) =>
      watchedApplication(context, args.clientApplicationId),
  })
  clientApplicationChanged(
    @Root() change: ClientApplicationChange,
    @Arg("clientApplicationId", () => ID, { description: "One of your partner's applications." })
    _clientApplicationId: string,
  ): ClientApplicationChange {
    return change;
  }
}
