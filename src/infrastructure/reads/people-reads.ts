import type { PeopleReads } from "../../application/queries/read-model.js";
import { accessTokenReads } from "./access-token-reads.js";
import { ownedByOne } from "./application-list.js";
import type { Reader } from "./db.js";
import { invitationReads } from "./invitation-reads.js";
import { anyOf, behind, slice } from "./keyset.js";
import { partnerActivityReads } from "./partner-activity-reads.js";
import { personalDataReads } from "./personal-data.js";

export function peopleReads(db: Reader): PeopleReads {
  return {
    ...partnerActivityReads(db),
    ...invitationReads(db),
    ...accessTokenReads(db),
    ...personalDataReads(db),

    async developers(viewer, ids) {
      const rows = await db
        .selectFrom("DeveloperRow as d")
        .leftJoin("MemberRow as m", "m.developerId", "d.id")
        .where("d.id", "=", anyOf(ids))
        .where((eb) =>
          eb.or([
            eb.val(viewer.isOperator),
            eb("d.id", "=", viewer.developerId),
            eb("m.partnerId", "=", viewer.partnerId),
            eb.exists(
              eb
                .selectFrom("InvitationRow as i")
                .where("i.partnerId", "=", viewer.partnerId)
                .whereRef("i.invitedById", "=", "d.id")
                .select("i.id"),
            ),
            // An owner who is no member any more is still named by the application (R23).
            eb.exists(
              eb
                .selectFrom("ClientApplicationRow as a")
                .where("a.partnerId", "=", viewer.partnerId)
                .where(({ ref }) => ownedByOne(ref("a.ownerId"), ref("a.coOwnerIds"), ref("d.id")))
                .select("a.id"),
            ),
          ]),
        )
        .select(["d.id", "d.email", "d.givenName", "d.familyName", "d.jobTitle", "d.phone"])
        .select(["d.termsVersion", "d.termsAcceptedAt", "m.partnerId", "m.role"])
        .execute();
      return rows.map(({ id, email, termsVersion, termsAcceptedAt, partnerId, role, ...profile }) => ({
        id,
        email,
        profile,
        termsAcceptance:
          termsVersion && termsAcceptedAt ? { version: termsVersion, acceptedAt: termsAcceptedAt } : null,
        partnerId,
        role,
      }));
    },

    async partners(viewer, ids) {
      const visible = viewer.isOperator ? ids : ids.filter((id) => id === viewer.partnerId);
      if (visible.length === 0) return [];
      const rows = await db
        .selectFrom("PartnerRow as p")
        .innerJoin("PartnerDomainRow as d", "d.partnerId", "p.id")
        .where("p.id", "=", anyOf(visible))
        .select(["p.id", "p.legalName", "p.website", "p.country", "p.contactEmail", "d.domain"])
        .orderBy("d.domain")
        .execute();
      return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
        const [first] = own;
        if (!first) return [];
        const { id, domain: _, ...details } = first;
        return { id, details, domains: own.map(({ domain }) => domain) };
      });
    },

    async members(viewer, partnerId, page) {
      if (partnerId !== viewer.partnerId) return { rows: [], hasNext: false };
      let query = db
        .selectFrom("MemberRow as m")
        .where("m.partnerId", "=", partnerId)
        .select(["m.developerId", "m.role", "m.joinedAt"])
        .orderBy("m.joinedAt")
        .orderBy("m.developerId")
        .limit(page.first + 1);
      if (page.after) {
        const [joinedAt = "", developerId = ""] = page.after;
        query = query.where(({ ref }) =>
          behind([ref("m.joinedAt"), ref("m.developerId")], "asc", [joinedAt, developerId]),
        );
      }
      return slice(await query.execute(), page);
    },

    async countMembers(viewer, partnerId) {
      if (partnerId !== viewer.partnerId) return 0;
      const { count } = await db
        .selectFrom("MemberRow")
        .where("partnerId", "=", partnerId)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
