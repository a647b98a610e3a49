import type { PartnerReads } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { Reader } from "../db.js";
import { anyOf, slice } from "../keyset.js";

type Reads = Pick<PartnerReads, "invitations" | "invitationPage" | "countInvitations">;

/** Invitations of the viewer's own partner. */
export function invitationReads(db: Reader): Reads {
  const visible = ({ partnerId }: Viewer) =>
    db.selectFrom("InvitationRow as i").where("i.partnerId", "=", partnerId ?? "");
  const columns = ["i.id", "i.email", "i.invitedById", "i.createdAt", "i.expiresAt"] as const;
  const closing = ["i.acceptedAt", "i.withdrawnAt"] as const;

  return {
    invitations: (viewer, ids) =>
      visible(viewer).where("i.id", "=", anyOf(ids)).select(columns).select(closing).execute(),

    async invitationPage(viewer, partnerId, page) {
      const newest = visible(viewer)
        .where("i.partnerId", "=", partnerId)
        .select(columns)
        .select(closing)
        .orderBy("i.id", "desc")
        .limit(page.first + 1);
      const query = page.after ? newest.where("i.id", "<", page.after[0] ?? "") : newest;
      return slice(await query.execute(), page);
    },

    async countInvitations(viewer, partnerId) {
      const { count } = await visible(viewer)
        .where("i.partnerId", "=", partnerId)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
