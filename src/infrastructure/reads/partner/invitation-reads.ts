import type { Filtered } from "../../../application/queries/list.js";
import type { InvitationFilter, OfPartner, PartnerReads } from "../../../application/queries/read-model.js";
import type { Id } from "../../../domain/id.js";
import { hasInvitationStatus } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { anyOf, holding, meeting } from "../matching.js";
import { ascending, descending, text } from "../paging.js";

/** Invitations of the viewer's own partner. */
export function invitationReads(db: Reader): Pick<PartnerReads, "invitations" | "invitationsById"> {
  const ofPartner = (partnerId: Id<"prt"> | null) =>
    db
      .selectFrom("InvitationRow as i")
      .where("i.partnerId", "=", partnerId ?? "prt_")
      .select(["i.id", "i.email", "i.invitedById", "i.createdAt"])
      .select(["i.expiresAt", "i.acceptedAt", "i.withdrawnAt"]);

  return {
    invitationsById: ({ partnerId, companyToken }, ids) =>
      ofPartner(companyToken ? null : partnerId)
        .where("i.id", "=", anyOf(ids))
        .execute(),

    invitations: list({
      name: "invitations",
      orders: { NEWEST: descending(text("i.id")), OLDEST: ascending(text("i.id")) },
      isVisible: ofOwnPartner,
      rows: (_, { partnerId, filter }: OfPartner & Filtered<InvitationFilter>) =>
        meeting(ofPartner(partnerId), filter, {
          status: (status) => holding(hasInvitationStatus("i", status, "now()")),
        }),
    }),
  };
}
