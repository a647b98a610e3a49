import type { PartnerReads } from "../../../application/queries/read-model.js";
import type { Id } from "../../../domain/id.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { anyOf } from "../matching.js";
import { descending, text } from "../paging.js";

/** Invitations of the viewer's own partner. */
export function invitationReads(db: Reader): Pick<PartnerReads, "invitations" | "invitationsById"> {
  const ofPartner = (partnerId: Id<"prt"> | null) =>
    db
      .selectFrom("InvitationRow as i")
      .where("i.partnerId", "=", partnerId ?? "prt_")
      .select(["i.id", "i.email", "i.invitedById", "i.createdAt"])
      .select(["i.expiresAt", "i.acceptedAt", "i.withdrawnAt"]);

  return {
    invitationsById: ({ partnerId }, ids) => ofPartner(partnerId).where("i.id", "=", anyOf(ids)).execute(),

    invitations: list({
      name: "invitations",
      orders: { NEWEST: descending(text("i.id")) },
      isVisible: ofOwnPartner,
      rows: (_, { partnerId }) => ofPartner(partnerId),
    }),
  };
}
