import type { PartnerChange } from "../../application/consequences/changes-of.js";
import type { Missed } from "../../application/ports/change-feed.js";
import type { GraphQLContext } from "../context.js";
import { notFound } from "../errors.js";
import { partId } from "../ids.js";
import { signedInDeveloper } from "../signed-in.js";
import type { PartnerChangeEvent } from "./partner-change-types.js";
import { presentOf } from "./present-of.js";
import { telling } from "./telling.js";

/** An event without the partner, which each has. */
type News = PartnerChangeEvent extends infer Event
  ? Event extends PartnerChangeEvent
    ? Omit<Event, "partner">
    : never
  : never;

/** The viewer's own partner, as it is and as it changes. Throws UNAUTHENTICATED, NOT_FOUND. */
export async function watchedPartner(
  context: GraphQLContext,
): Promise<AsyncIterableIterator<PartnerChangeEvent>> {
  const { partnerId } = signedInDeveloper(context);
  if (!partnerId) throw notFound("partner");
  const changes = context.changeFeed.changesOfPartner(partnerId);
  const partner = await presentOf(changes, "partner", () => context.loaders.partner.load(partnerId));
  return telling<PartnerChange | Missed, PartnerChangeEvent>(context, {
    changes,
    present: { type: "PartnerPresent", partner },
    presentIs: { kind: "MISSED" },
    async tell(change, context) {
      if (context.actor?.partnerId !== partnerId) return { isLast: true };
      const [partner, news] = await Promise.all([
        context.loaders.partner.load(partnerId),
        newsOf(change, context),
      ]);
      if (!partner) return { isLast: true };
      return news ? { event: { ...news, partner } as PartnerChangeEvent } : {};
    },
  });
}

/** Undefined for what the viewer does not see, and for what is gone by now: that is told by a change of its own. */
async function newsOf(change: PartnerChange | Missed, context: GraphQLContext): Promise<News | undefined> {
  const { loaders, actor } = context;
  switch (change.kind) {
    case "MISSED":
      return { type: "PartnerPresent" };
    case "COMPANY_CHANGED":
      return { type: "PartnerUpdated" };
    case "JOIN_REQUESTS_CHANGED": {
      const viewer = actor?.developerId && (await loaders.developer.load(actor.developerId));
      return viewer && viewer.role === "ADMIN" ? { type: "PartnerUpdated" } : undefined;
    }
    case "APPLICATION_REGISTERED":
    case "APPLICATION_CHANGED": {
      const clientApplication = await loaders.application.load(change.id);
      if (!clientApplication) return undefined;
      const isNew = change.kind === "APPLICATION_REGISTERED";
      return { type: isNew ? "ClientApplicationRegistered" : "ClientApplicationUpdated", clientApplication };
    }
    case "APPLICATION_DELETED":
      return { type: "ClientApplicationDeleted", deletedClientApplicationId: change.id };
    case "REQUEST_DECIDED": {
      const accessRequest = await loaders.accessRequest.load(change.id);
      const clientApplication =
        accessRequest && (await loaders.application.load(accessRequest.applicationId));
      return clientApplication
        ? { type: "AccessRequestDecided", accessRequest, clientApplication }
        : undefined;
    }
    case "MEMBER_JOINED":
    case "MEMBER_CHANGED": {
      const member = await loaders.member.load(change.id);
      if (!member) return undefined;
      return { type: change.kind === "MEMBER_JOINED" ? "MemberJoined" : "MemberUpdated", member };
    }
    case "MEMBER_LEFT":
      return { type: "MemberLeft", developerId: change.id, removedMemberId: partId("mem", change.id) };
  }
}
