import { sql } from "kysely";
import type { Namesake, PartnerReads } from "../../../application/queries/read-model.js";
import type { Reader } from "../db.js";

/** So many tell as much as all of them would. */
const shown = 10;

/** Companies that have the legal name of another, those first that have been here longest; for operators (R6). */
export function namesakesOf(db: Reader): PartnerReads["namesakesOf"] {
  return async ({ isOperator }, ids) => {
    if (!isOperator) return [];
    const { rows } = await sql<Namesake>`
      select other.id, own.id as "ofId"
        from partner as own cross join lateral (
          select id from (
            select id from partner where legal_name_key = own.legal_name_key
            union select id from partner where legal_name_skeleton = own.legal_name_skeleton) as named
           where id <> own.id order by id limit ${shown}) as other
       where own.id = any (${[...ids]}::text[])`.execute(db);
    return rows;
  };
}
