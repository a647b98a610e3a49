import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";
import { notFound } from "../errors.js";
import { isIdOf } from "../ids.js";
import { signedIn } from "../signed-in.js";
import { presentOf } from "./present-of.js";
import { telling } from "./telling.js";
import type { ClientApplicationChange } from "./types.js";

/** One of the partner's applications, as it is and as it changes. Throws UNAUTHENTICATED, NOT_FOUND. */
export async function watchedApplication(
  context: GraphQLContext,
  id: string,
): Promise<AsyncIterableIterator<ClientApplicationChange>> {
  const { partnerId } = signedIn(context);
  if (!isIdOf("app", id)) throw notFound("client application");
  const changes = context.changeFeed.changesOf(id);
  const present = await presentOf(changes, "client application", () =>
    ownApplication(context, id, partnerId),
  );
  return telling<Id<"app">, ClientApplicationChange>(context, {
    changes,
    present: { clientApplication: present },
    presentIs: id,
    async tell(_id, context) {
      if (context.actor?.partnerId !== partnerId) return { isLast: true };
      const application = await ownApplication(context, id, partnerId);
      if (application) return { event: { clientApplication: application } };
      // A member sees all of their partner's: this one is gone.
      return { event: { deletedClientApplicationId: id }, isLast: true };
    },
  });
}

async function ownApplication(
  { loaders }: GraphQLContext,
  id: Id<"app">,
  partnerId: Id<"prt"> | null,
): Promise<object | null> {
  const application = await loaders.application.load(id);
  return application?.partnerId === partnerId ? application : null;
}
