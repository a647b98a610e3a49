import type { PartnerReads } from "../../../application/queries/read-model.js";
import { isAdmin } from "../../persistence/predicates.js";
import { suspensionFrom } from "../../persistence/repositories/partners.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartner } from "../list.js";
import { anyOf, holding } from "../matching.js";
import { ascending, instant, text } from "../paging.js";
import { invitationReads } from "./invitation-reads.js";
import { namesakesOf } from "./namesakes.js";
import { partnerActivity } from "./partner-activity.js";

export function partnerReads(db: Reader): PartnerReads {
  return {
    async byId(viewer, ids) {
      const visible = viewer.isOperator ? ids : ids.filter((id) => id === viewer.partnerId);
      if (visible.length === 0) return [];
      const rows = await db
        .selectFrom("PartnerRow as p")
        .innerJoin("PartnerDomainRow as d", "d.partnerId", "p.id")
        .where("p.id", "=", anyOf(visible))
        .select(["p.id", "p.legalName", "p.website", "p.country", "p.contactEmail", "d.domain"])
        .select(["p.joiningPolicy", "p.proposedJoiningPolicy", "p.suspendedAt", "p.suspensionReason"])
        .leftJoin("DomainProofRow as proof", (join) =>
          join.onRef("proof.partnerId", "=", "d.partnerId").onRef("proof.domain", "=", "d.domain"),
        )
        .select("proof.provenAt")
        .orderBy("d.domain")
        .execute();
      return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
        const [first] = own;
        if (!first) return [];
        const { id, legalName, website, country, contactEmail, joiningPolicy, proposedJoiningPolicy } = first;
        return {
          id,
          details: { legalName, website, country, contactEmail },
          domains: own.map(({ domain }) => domain),
          domainsProven: own.filter(({ provenAt }) => provenAt !== null).map(({ domain }) => domain),
          joiningPolicy,
          proposedJoiningPolicy,
          suspension: suspensionFrom(first),
        };
      });
    },

    namesakesOf: namesakesOf(db),

    members: list({
      name: "members",
      orders: { JOINED: ascending(instant("m.joinedAt"), text("m.developerId")) },
      isVisible: ofOwnPartner,
      rows: (_, { partnerId }) =>
        db
          .selectFrom("MemberRow as m")
          .where("m.partnerId", "=", partnerId)
          .select(["m.developerId", "m.role", "m.joinedAt"]),
    }),

    joinRequests: list({
      name: "joinRequests",
      orders: { REQUESTED: ascending(instant("j.requestedAt"), text("j.developerId")) },
      isVisible: ofOwnPartner,
      rows: ({ developerId }, { partnerId }) =>
        db
          .selectFrom("JoinRequestRow as j")
          .where("j.partnerId", "=", partnerId)
          .where("j.declinedAt", "is", null)
          .where(holding(isAdmin, developerId, partnerId))
          .select(["j.developerId", "j.requestedAt"]),
    }),

    activity: partnerActivity(db),
    ...invitationReads(db),
  };
}
