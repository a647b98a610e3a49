import type { Pool } from "pg";
import { legalNameColumns } from "./legal-name-columns.js";

const batch = 1_000;

/** Gives the legal names that were entered before they were compared what they are compared by (R6). */
export async function fillLegalNames(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ id: string; legalName: string }>(
      `select id, legal_name as "legalName" from partner
        where legal_name is not null and legal_name_key is null order by id limit $1`,
      [batch],
    );
    const filled = rows.map(({ id, legalName }) => ({ id, legalName, ...legalNameColumns(legalName) }));
    await pool.query(
      `update partner set legal_name_key = filled."legalNameKey", legal_name_skeleton = filled."legalNameSkeleton"
         from jsonb_to_recordset($1) as filled
           (id text, "legalName" text, "legalNameKey" text, "legalNameSkeleton" text)
        where partner.id = filled.id and partner.legal_name = filled."legalName"`,
      [JSON.stringify(filled)],
    );
    if (rows.length < batch) return;
  }
}
