import { type RawBuilder, sql } from "kysely";
import type { Filtered } from "../../../application/queries/list.js";
import type {
  AnyApplicationFilter,
  ClientApplicationReads,
} from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";
import { forOperators, list } from "../list.js";
import { containing, meeting } from "../matching.js";
import { applicationColumns } from "./application-columns.js";
import { applicationOrders } from "./application-list.js";

/** The applications of all partners; for operators, without any credential (R18). */
export function allApplications(db: Reader): ClientApplicationReads["all"] {
  return list({
    name: "allApplications",
    orders: applicationOrders,
    isVisible: forOperators,
    rows: (_, { filter }: Filtered<AnyApplicationFilter>) =>
      meeting(db.selectFrom("ClientApplicationRow as a").select(applicationColumns), filter, {
        search: isOfFound,
        partnerId: (partnerId, a) => a("a.partnerId", "=", partnerId),
      }),
  });
}

/** By part of the name or description; found first, since whatever order is asked for would find too little on its way. */
function isOfFound(search: string): RawBuilder<boolean> {
  return sql<boolean>`a.id = any (array (
    select id from client_application where (name || E'\\n' || description) ilike ${containing(search)}))`;
}
