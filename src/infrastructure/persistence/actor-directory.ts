import type { Actor } from "../../application/actor.js";
import type { ActorDirectory } from "../../application/developer/sign-in.js";
import type { AccessTokenScope } from "../../domain/access-token/scope.js";
import type { Id } from "../../domain/id.js";
import { hasSecondFactor } from "../identity/sign-in-accounts.js";
import type { Orm } from "./orm.js";
import { isLive, isPending } from "./predicates.js";

interface Found {
  id: Id<"dev">;
  email: string;
  partner_id: Id<"prt"> | null;
  is_operator: boolean;
}

const developer = `
  developer.id, developer.email, member.partner_id,
  exists (select from operator where operator.email = developer.email) as is_operator`;

interface Directory extends ActorDirectory {
  /** By an address in compared form; for looking at what a developer's operations do, not for signing in. */
  findByEmail(email: string): Promise<Omit<Actor, "address"> | null>;
}

/** `operatorEmails`: who is staff of the platform without being in its table, in compared form. */
export function createActorDirectory(orm: Orm, operatorEmails: ReadonlySet<string>): Directory {
  const actor = ({ id, email, partner_id, is_operator }: Found) => ({
    developerId: id,
    partnerId: partner_id,
    isOperator: is_operator || operatorEmails.has(email),
  });
  const execute = <Row>(sql: string, parameters: unknown[]) =>
    orm.em.getConnection().execute<Row[]>(sql, parameters);

  return {
    async findBySubject(subject) {
      const [found] = await execute<
        Found & { may_join: boolean; vouched_email: string; vouched_at: Date | string | null }
      >(
        `select ${developer}, developer_identity.email as vouched_email, developer_identity.vouched_at,
                member.partner_id is null and (
                  exists (
                    select from invitation
                     where invitation.email = developer.email and ${isPending("invitation", "now()")})
                  or exists (
                    select from join_request
                      join partner on partner.id = join_request.partner_id
                     where join_request.developer_id = developer.id
                       and join_request.declined_at is null and partner.joining_policy = 'OPEN')) as may_join
           from developer_identity
           join developer on developer.id = developer_identity.developer_id
           left join member on member.developer_id = developer.id
          where developer_identity.subject = ?`,
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
          where developer.email = ?`,
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
          where access_token.hash in (select jsonb_array_elements_text(?::jsonb)) and ${isLive("access_token")}`,
        [JSON.stringify(hashes), now],
      );
      if (!found) return null;
      const { token_id: id, scopes, has_factor } = found;
      return { ...actor(found), token: { id, scopes }, hasSecondFactor: has_factor };
    },
  };
}
