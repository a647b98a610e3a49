import { sql } from "kysely";
import type pg from "pg";
import type { SignInAccounts } from "../../application/ports/sign-in-accounts.js";
import type { Id } from "../../domain/id.js";
import { AUTH_SCHEMA } from "./auth-database.js";

/**
 * All that is read and written here of the tables that better-auth keeps; nothing else names them. Sessions and accounts
 * go with their user by cascade.
 */
const users = `"${AUTH_SCHEMA}"."user"`;
const sessions = `"${AUTH_SCHEMA}".session`;
const links = `"${AUTH_SCHEMA}".verification`;

/** The issuer of subjects that better-auth knows. */
export const OWN_ISSUER = "portico";

/** The users that are this developer's. */
const usersOf = `
  select substring(subject from '^${OWN_ISSUER}[|](.*)$') from developer_identity where developer_id = ?`;

/** `execute` runs a statement, with `?` for its parameters, in the caller's transaction. */
export function createSignInAccounts(
  execute: (statement: string, parameters: unknown[]) => Promise<unknown>,
): SignInAccounts {
  return {
    async endSessions(developerId) {
      await execute(`delete from ${sessions} where "userId" in (${usersOf})`, [developerId]);
    },

    async erase(developerId) {
      await execute(`delete from ${links} where value in (${usersOf})`, [developerId]);
      await execute(`delete from ${users} where id in (${usersOf})`, [developerId]);
    },
  };
}

/** A query for the developer's sessions, without what signs them in. */
export function sessionsOf(developerId: Id<"dev">) {
  return sql`select session."createdAt", session."expiresAt", session."ipAddress", session."userAgent"
       from ${sql.raw(sessions)} as session
       join developer_identity on subject = ${sql.lit(`${OWN_ISSUER}|`)} || session."userId"
      where developer_id = ${developerId} order by session."createdAt"`;
}

/** Accounts that no mailbox ever proved, of databases in which sign-up made them, are gone with all that was chosen. */
export async function forgetUnproven(client: Pick<pg.ClientBase, "query">): Promise<void> {
  await client.query(`delete from ${users} where not "emailVerified"`);
}
