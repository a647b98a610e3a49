import { type RawBuilder, sql } from "kysely";
import type { Filtered } from "../../../application/queries/list.js";
import type { PartnerFilter, PartnerReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { forOperators, list, seenAs } from "../list.js";
import { containing, holding, meeting } from "../matching.js";
import { ascending, descending, name, text } from "../paging.js";
import { domainsOf, domainsProvenOf, type PartnerRow, partnerColumns, partnerView } from "./partner-view.js";

/** As in its index: those that have no legal name yet come first. */
const sortedName = {
  ...name("p.legalName as sortedName"),
  sorted: sql`coalesce(p.legal_name, '') collate people`,
};

/** All companies; for operators. */
export function allPartners(db: Reader): PartnerReads["all"] {
  return seenAs(
    ({ sortedName: _, ...row }) => partnerView(row),
    list({
      name: "partners",
      orders: {
        NEWEST: descending(text("p.id")),
        OLDEST: ascending(text("p.id")),
        NAME: ascending(sortedName, text("p.id")),
      },
      isVisible: forOperators,
      rows: (_, { filter }: Filtered<PartnerFilter>) =>
        meeting(
          db
            .selectFrom("PartnerRow as p")
            .select(partnerColumns)
            .select([
              holding(domainsOf("p")).as("domains"),
              holding(domainsProvenOf("p")).as("domainsProven"),
              sql<string>`coalesce(p.legal_name, '')`.as("sortedName"),
            ])
            .$castTo<PartnerRow & { readonly sortedName: string }>(),
          filter,
          {
            search: (search) => isFoundBy(containing(search)),
            isSuspended: () => sql<boolean>`p.suspended_at is not null`,
          },
        ),
    }),
  );
}

/** By its legal name or one of its domains, each by its own index. */
function isFoundBy(pattern: string): RawBuilder<boolean> {
  return sql<boolean>`p.id = any (array (
    select id from partner where legal_name ilike ${pattern}
    union all select partner_id from partner_domain where domain ilike ${pattern}))`;
}
