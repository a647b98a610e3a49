import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";
import { watchedApplication } from "./application-changes.js";
import { PartnerChange, type PartnerChangeEvent } from "./partner-change-types.js";
import { watchedPartner } from "./partner-changes.js";
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

  @Subscription(() => PartnerChange, {
    description:
      "Your company as it is now, and then whatever changes in its lists: applications, members, decided requests, the company itself; its members only, each as they may see it. Select by type what your lists show. It ends once you are signed out or no longer a member.",
    subscribe: ({ context }: { context: GraphQLContext }) => watchedPartner(context),
  })
  partnerChanged(@Root() change: PartnerChangeEvent, @Ctx() _context: GraphQLContext): PartnerChangeEvent {
    return change;
  }
}
