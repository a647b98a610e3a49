import { type RawBuilder, sql } from "kysely";
import type { UsageReads } from "../../application/queries/read-model.js";
import { type UsageCount, type UsageRange, wholeSteps } from "../../application/queries/usage.js";
import type { Viewer } from "../../application/queries/viewer.js";
import type { Reader } from "./db.js";
import { anyOf } from "./matching.js";
import { belongsToViewer } from "./visible.js";

/** Whoever sees an application sees how much its keys are used (R18). Each statement walks the primary key. */
export function usageReads(db: Reader): UsageReads {
  const ofApplication = { partnerId: sql`a.partner_id`, applicationId: sql`a.id` };

  async function counts<Id extends string>(
    viewer: Viewer,
    { from, to, step }: UsageRange,
    id: RawBuilder<unknown>,
    used: RawBuilder<unknown>,
  ): Promise<UsageCount<Id>[]> {
    const { rows } = await sql<UsageCount<Id>>`
      select ${id} as id, date_trunc(${step}, u.hour, 'UTC') as at, u.code, sum(u.answers)::float8 as answers
        from ${used}
       where ${belongsToViewer(ofApplication, viewer)} and u.hour >= ${from} and u.hour < ${to}
       group by 1, 2, 3`.execute(db);
    return rows.map((row) => ({ ...row, at: new Date(row.at) }));
  }

  return {
    ofKeys: (viewer, ids, range) =>
      counts(
        viewer,
        wholeSteps(range),
        sql`k.id`,
        sql`
        unnest(${[...ids]}::text[]) as wanted (id)
        join api_key as k on k.id = wanted.id
        join client_application as a on a.id = k.application_id
        join key_usage as u on u.application_id = a.id and u.grant_id = k.grant_id and u.api_key_id = k.id`,
      ),

    ofGrants: (viewer, ids, range) =>
      counts(
        viewer,
        wholeSteps(range),
        sql`g.id`,
        sql`
        unnest(${[...ids]}::text[]) as wanted (id)
        join access_grant as g on g.id = wanted.id
        join client_application as a on a.id = g.application_id
        join key_usage as u on u.application_id = a.id and u.grant_id = g.id`,
      ),

    ofApplications: (viewer, ids, range) =>
      counts(
        viewer,
        wholeSteps(range),
        sql`a.id`,
        sql`
        client_application as a
        join key_usage as u on u.application_id = a.id and a.id = ${anyOf(ids)}`,
      ),
  };
}
