import { type RawBuilder, sql } from "kysely";
import { withNames } from "../../../application/consequences/audit/mentions.js";
import { type Position, UnknownPosition } from "../../../application/queries/page.js";
import type { DeveloperReads } from "../../../application/queries/read-model.js";
import type { Id } from "../../../domain/id.js";
import { plannedAnew } from "../../database/prepared-statements.js";
import { authenticatorAppsOf, movesOf, passkeysOf, sessionsOf } from "../../identity/sign-in-accounts.js";
import { isCoOwner } from "../../persistence/predicates.js";
import type { Reader } from "../db.js";
import { holding } from "../matching.js";

/** Rows of each list of one page. */
const pageLength = 500;

type Query = RawBuilder<unknown>;

/** Lists that grow as long as somebody works here: by id, and in pages. */
const growing = (developerId: Id<"dev">): Record<string, Query> => ({
  accessTokens: sql`select id, name, preview, scopes, created_at, expires_at, revoked_at, last_used_at
    from access_token where developer_id = ${developerId}`,
  companyTokensCreated: sql`select id, name, preview, scopes, created_at, expires_at, revoked_at
    from access_token where created_by_id = ${developerId}`,
  ownedApplications: sql`select id, name from client_application where owner_id = ${developerId}`,
  coOwnedApplications: sql`select id, name from client_application as a where ${holding(isCoOwner("a"), developerId, developerId)}`,
  invitationsReceived: sql`select id, created_at, expires_at, accepted_at, withdrawn_at
    from invitation where email = (select email from developer where id = ${developerId})`,
  invitationsSent: sql`select id, email, created_at from invitation where invited_by_id = ${developerId}`,
  activity: sql`select id, at, actor_address as address, action, summary
    from audit_entry where actor_id = ${developerId}`,
});

/** What there is little of: on every page. */
const short = (developerId: Id<"dev">): Record<string, Query> => ({
  developer: one(sql`select * from developer where id = ${developerId}`),
  identities: all(
    sql`select subject, email, created_at from developer_identity where developer_id = ${developerId} order by subject`,
  ),
  earlierAddresses: all(
    sql`select email, left_at from earlier_address where developer_id = ${developerId} order by left_at, email`,
  ),
  sessions: all(sessionsOf(developerId)),
  passkeys: all(passkeysOf(developerId)),
  authenticatorApps: all(authenticatorAppsOf(developerId)),
  addressMoves: all(movesOf(developerId)),
  membership: one(sql`select partner_id, role, joined_at from member where developer_id = ${developerId}`),
  joinRequest: one(
    sql`select partner_id, requested_at, declined_at from join_request where developer_id = ${developerId}`,
  ),
});

/** One statement: a page of everything about one developer as JSON; instants in ISO 8601. */
export function personalDataReads(db: Reader): Pick<DeveloperReads, "personalData"> {
  return {
    async personalData({ developerId }, after) {
      const lists = growing(developerId);
      const names = Object.keys(lists);
      if (after && after.length !== names.length)
        throw new UnknownPosition("after", "not a page of personal data");
      const parts = {
        ...short(developerId),
        ...Object.fromEntries(
          names.map((name, index) => [name, pageOf(lists[name] as Query, after?.[index])]),
        ),
      };
      const pairs = Object.entries(parts).flatMap(([name, query]) => [sql`${name}::text`, query]);
      const { rows } = await sql<{ data: Record<string, Row[]> }>`
        select jsonb_build_object(${sql.join(pairs)}) as data ${sql.raw(plannedAnew)}`.execute(db);
      const found = rows[0]?.data ?? {};
      const next = names.map((name) => endOf(found[name] ?? []));
      for (const name of names) found[name] = (found[name] ?? []).slice(0, pageLength);
      const activity = (found.activity ?? []).map((entry) => ({
        ...entry,
        summary: withNames(entry.summary ?? "", (id) => id),
      }));
      return {
        data: { ...found, activity },
        next: next.some((position) => position !== atEnd) ? next : null,
      };
    },
  };
}

interface Row {
  readonly id: string;
  readonly summary?: string;
}

/** The position of a list that has been given to its end. */
const atEnd = "";

function endOf(rows: readonly Row[]): string {
  return rows.length > pageLength ? (rows[pageLength - 1]?.id ?? atEnd) : atEnd;
}

/** The rows of a page and one more, from which is known whether there is a next one. */
function pageOf(query: Query, after: Position[number] | undefined): Query {
  if (after === atEnd) return sql`'[]'::jsonb`;
  const behind = after === undefined ? sql`` : sql`where id > ${after}`;
  return all(sql`select * from (${query}) as listed ${behind} order by id limit ${pageLength + 1}`);
}

function all(query: Query): Query {
  return sql`(select coalesce(jsonb_agg(to_jsonb(found)), '[]') from (${query}) as found)`;
}

function one(query: Query): Query {
  return sql`(select to_jsonb(found) from (${query}) as found)`;
}
