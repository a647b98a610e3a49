import type { ActorDirectory } from "../../application/sign-in.js";
import type { Orm } from "./orm.js";

/** `operatorEmails`: who is staff of the platform, in compared form. */
export function createActorDirectory(orm: Orm, operatorEmails: ReadonlySet<string>): ActorDirectory {
  return {
    async findBySubject(subject) {
      const [found] = await orm.em
        .getConnection()
        .execute<{ id: string; email: string; partner_id: string | null }[]>(
          `select developer.id, developer.email, member.partner_id
           from developer_identity
           join developer on developer.id = developer_identity.developer_id
           left join member on member.developer_id = developer.id
          where developer_identity.subject = ?`,
          [subject],
        );
      if (!found) return null;
      return {
        developerId: found.id,
        partnerId: found.partner_id,
        isOperator: operatorEmails.has(found.email),
      };
    },
  };
}
