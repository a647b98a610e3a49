import { CompiledQuery } from "kysely";
import type { Actor } from "../../application/actor.js";
import type { ActorDirectory } from "../../application/developer/sign-in.js";
import type { AccessTokenScope } from "../../domain/access-token/scope.js";
import type { Id } from "../../domain/id.js";
import { hasSecondFactor } from "../identity/sign-in-accounts.js";
import { developerColumns, developerView } from "../reads/developer/developer-view.js";
import { byProperty, jsonObject, rowOf } from "../reads/json-rows.js";
import { domainsOf, domainsProvenOf, partnerColumns, partnerView } from "../reads/partner/partner-view.js";
import type { Orm } from "./orm.js";
import { isDeclined, isLive, isPending } from "./predicates.js";

interface Found {
  own: { developer: object; partner: object | null };
  id: Id<"dev">;
  email: string;
  partner_id: Id<"prt"> | null;
  is_operator: boolean;
}

/** What they see of themselves and of their company, since most requests begin with it. */
const own = `json_build_object(
    'developer', (
      select ${jsonObject(byProperty(developerColumns))}
        from developer as d
        left join member as m on m.developer_id = d.id
        left join join_request as j on j.developer_id = d.id
        left join partner as p on p.id = j.partner_id
       where d.id = developer.id),
    'partner', (
      select ${jsonObject({
        ...byProperty(partnerColumns),
        domains: domainsOf("p"),
        domainsProven: domainsProvenOf("p"),
      })}
        from partner as p where p.id = member.partner_id))`;

const developer = `
  developer.id, developer.email, member.partner_id,
  exists (select from operator where operator.email = developer.email) as is_operator, ${own} as own`;

/**
 * SQL: compared with `$2` and those that follow. Of an array PostgreSQL does not know how long it is; a plan for any seems dearer
 * to it than one for this array, and it makes that each time, which takes longer than all the rest.
 */
const isOneOf = (column: string, values: readonly string[]) =>
  `${column} in (${values.map((_, index) => `$${index + 2}`).join(", ")})`;

interface Directory extends ActorDirectory {
  /** By an address in compared form; for looking at what a developer's operations do, not for signing in. */
  findByEmail(email: string): Promise<Omit<Actor, "address"> | null>;
}

/** `operatorEmails`: who is staff of the platform without being in its table, in compared form. */
export function createActorDirectory(orm: Orm, operatorEmails: ReadonlySet<string>): Directory {
  const actor = ({ id, email, partner_id, is_operator, own: { developer, partner } }: Found) => ({
    developerId: id,
    partnerId: partner_id,
    isOperator: is_operator || operatorEmails.has(email),
    own: {
      developer: developerView(rowOf(developer)),
      partner: partner && partnerView(rowOf(partner)),
    },
  });
  const db = orm.em.fork().getKysely();
  const execute = async <Row>(sql: string, parameters: unknown[]) =>
    (await db.executeQuery<Row>(CompiledQuery.raw(sql, parameters))).rows;

  return {
    async findBySubject(subject) {
      const [found] = await execute<
        Found & { may_join: boolean; vouched_email: string; vouched_at: Date | string | null }
      >(
        `select ${developer}, developer_identity.email as vouched_email, developer_identity.vouched_at,
                member.partner_id is null and (
                  exists (
                    select from invitation
                      join partner on partner.id = invitation.partner_id
                     where invitation.email = developer.email and ${isPending("invitation", "now()")}
                       and partner.suspended_at is null)
                  or exists (
                    select from join_request
                      join partner on partner.id = join_request.partner_id
                     where join_request.developer_id = developer.id
                       and not (${isDeclined("join_request")}) and partner.joining_policy = 'OPEN'
                       and partner.suspended_at is null)) as may_join
           from developer_identity
           join developer on developer.id = developer_identity.developer_id
           left join member on member.developer_id = developer.id
          where developer_identity.subject = $1`,
        [subject],
      );
      if (!found) return null;
      const { may_join: mayJoin, vouched_email: email, vouched_at: at } = found;
      return { ...actor(found), mayJoin, vouching: { email, vouchedAt: at === null ? null : new Date(at) } };
    },

    async findByEmail(email) {
      const [found] = await execute<Found>(
        `select ${developer}
           from developer
           left join member on member.developer_id = developer.id
          where developer.email = $1`,
        [email],
      );
      return found ? actor(found) : null;
    },

    async findByAccessToken(hashes, now) {
      const [found] = await execute<
        Found & { token_id: Id<"pat">; scopes: AccessTokenScope[]; has_factor: boolean }
      >(
        `select ${developer}, access_token.id as token_id, access_token.scopes,
                ${hasSecondFactor("developer.id")} as has_factor
           from access_token
           join developer on developer.id = access_token.developer_id
           join member on member.developer_id = developer.id
          where ${isOneOf("access_token.hash", hashes)} and ${isLive("access_token").replace("?", "$1")}`,
        [now, ...hashes],
      );
      if (!found) return null;
      const { token_id: id, scopes, has_factor } = found;
      return { ...actor(found), token: { id, scopes }, hasSecondFactor: has_factor };
    },

    async findByCompanyToken(hashes, now) {
      const [found] = await execute<{
        id: Id<"pat">;
        scopes: AccessTokenScope[];
        partner_id: Id<"prt">;
        application_ids: Id<"app">[];
      }>(
        `select access_token.id, access_token.scopes, access_token.partner_id, access_token.application_ids
           from access_token
           join partner on partner.id = access_token.partner_id and partner.suspended_at is null
          where ${isOneOf("access_token.hash", hashes)} and ${isLive("access_token").replace("?", "$1")}`,
        [now, ...hashes],
      );
      if (!found) return null;
      const { id, scopes, partner_id: partnerId, application_ids: applicationIds } = found;
      const nobody = { developerId: null, isOperator: false } as const;
      return { ...nobody, companyTokenId: id, partnerId, applicationIds, token: { id, scopes } };
    },
  };
}
