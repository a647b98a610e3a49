import { sql } from "kysely";
import type { Filtered } from "../../../application/queries/list.js";
import type { MemberFilter, OfPartner, PartnerReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { list, ofOwnPartnerOrForOperators } from "../list.js";
import { containing, meeting } from "../matching.js";
import { ascending, descending, instant, name, text } from "../paging.js";

const byJoining = [instant("m.joinedAt"), text("m.developerId")] as const;

/** The members of the viewer's own partner; for operators, of any. */
export function memberList(db: Reader): PartnerReads["members"] {
  return list({
    name: "members",
    orders: {
      JOINED_OLDEST: ascending(...byJoining),
      JOINED_NEWEST: descending(...byJoining),
      NAME: ascending(name("m.developerName"), text("m.developerId")),
    },
    isVisible: ofOwnPartnerOrForOperators,
    rows: (_, { partnerId, filter }: OfPartner & Filtered<MemberFilter>) =>
      meeting(
        db
          .selectFrom("MemberRow as m")
          .where("m.partnerId", "=", partnerId)
          .select(["m.developerId", "m.role", "m.joinedAt"])
          .select(({ ref }) => sql<string>`${ref("m.developerName")}`.as("developerName")),
        filter,
        {
          role: (role, m) => m("m.role", "=", role),
          // The index's own expression, so that it is used; no name holds a line break.
          search: (search, { ref }) =>
            sql<boolean>`(${ref("m.developerName")} || E'\\n' || ${ref("m.developerEmail")}) ilike ${containing(search)}`,
        },
      ),
  });
}
