import { sql } from "kysely";
import { withNames } from "../../../application/consequences/audit/mentions.js";
import type { DeveloperReads } from "../../../application/queries/read-model.js";
import { sessionsOf } from "../../identity/sign-in-accounts.js";
import type { Reader } from "../db.js";

/** One statement: everything about one developer as JSON; instants in ISO 8601. */
export function personalDataReads(db: Reader): Pick<DeveloperReads, "personalData"> {
  return {
    async personalData({ developerId }) {
      const { rows } = await sql<{ data: Record<string, unknown> }>`
        with me as (select * from developer where id = ${developerId})
        select jsonb_build_object(
          'developer', (select to_jsonb(me) from me),
          'identities', ${list(sql`select subject, email, created_at from developer_identity where developer_id = ${developerId} order by subject`)},
          'sessions', ${list(sessionsOf(developerId))},
          'membership', (select to_jsonb(found) from (
             select partner_id, role, joined_at from member where developer_id = ${developerId}) as found),
          'joinRequest', (select to_jsonb(found) from (
             select partner_id, requested_at, declined_at from join_request where developer_id = ${developerId}) as found),
          'accessTokens', ${list(sql`select id, name, preview, scopes, created_at, expires_at, revoked_at, last_used_at
             from access_token where developer_id = ${developerId} order by id`)},
          'ownedApplications', ${list(sql`select id, name from client_application where owner_id = ${developerId} order by id`)},
          'coOwnedApplications', ${list(sql`select id, name from client_application where ${developerId} = any (co_owner_ids) order by id`)},
          'invitationsReceived', ${list(sql`select id, created_at, expires_at, accepted_at, withdrawn_at
             from invitation where email = (select email from me) order by id`)},
          'invitationsSent', ${list(sql`select id, email, created_at from invitation where invited_by_id = ${developerId} order by id`)},
          'activity', ${list(sql`select id, at, actor_address as address, action, summary
             from audit_entry where actor_id = ${developerId} order by id`)}
        ) as data`.execute(db);
      const data = rows[0]?.data ?? {};
      const activity = (data.activity ?? []) as { summary: string }[];
      return {
        ...data,
        activity: activity.map((entry) => ({ ...entry, summary: withNames(entry.summary, (id) => id) })),
      };
    },
  };
}

function list(query: ReturnType<typeof sql>) {
  return sql`(select coalesce(jsonb_agg(to_jsonb(found)), '[]') from (${query}) as found)`;
}
