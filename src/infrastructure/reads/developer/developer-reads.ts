import type { DeveloperReads } from "../../../application/queries/read-model.js";
import { emailDomain } from "../../../domain/partner/email-domain.js";
import { isAdmin, isOwner } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { anyOf, holding } from "../matching.js";
import { belongsToViewer } from "../visible.js";
import { developerColumns, developerView } from "./developer-view.js";
import { personalDataReads } from "./personal-data.js";

export function developerReads(db: Reader): DeveloperReads {
  return {
    ...personalDataReads(db),

    async isCompanySuspended(email) {
      const found = await db
        .selectFrom("PartnerDomainRow as d")
        .innerJoin("PartnerRow as p", "p.id", "d.partnerId")
        .where("d.domain", "=", emailDomain(email))
        .where("p.suspendedAt", "is not", null)
        .select("p.id")
        .executeTakeFirst();
      return found !== undefined;
    },

    async byId(viewer, ids) {
      // A company's token sees the owners of what it names, and nobody else.
      const membersOf = viewer.companyToken ? null : viewer.partnerId;
      const rows = await db
        .selectFrom("DeveloperRow as d")
        .leftJoin("MemberRow as m", "m.developerId", "d.id")
        .leftJoin("JoinRequestRow as j", "j.developerId", "d.id")
        .leftJoin("PartnerRow as p", "p.id", "j.partnerId")
        .where("d.id", "=", anyOf(ids))
        .$if(!viewer.isOperator, (all) =>
          all.where((eb) =>
            eb.or([
              eb("d.id", "=", viewer.developerId),
              eb("m.partnerId", "=", membersOf),
              eb.and([
                eb("j.partnerId", "=", viewer.partnerId),
                holding(isAdmin, viewer.developerId, viewer.partnerId ?? "prt_"),
              ]),
              eb.exists(
                eb
                  .selectFrom("InvitationRow as i")
                  .where("i.partnerId", "=", membersOf)
                  .whereRef("i.invitedById", "=", "d.id")
                  .select("i.id"),
              ),
              // An owner who is no longer a member is still named by the application (R23).
              eb.exists(
                eb
                  .selectFrom("ClientApplicationRow as a")
                  .where(({ ref }) =>
                    belongsToViewer({ partnerId: ref("a.partnerId"), applicationId: ref("a.id") }, viewer),
                  )
                  .where(({ ref }) => holding(isOwner("a"), ref("d.id")))
                  .select("a.id"),
              ),
            ]),
          ),
        )
        .select(developerColumns)
        .execute();
      return rows.map(developerView);
    },
  };
}
