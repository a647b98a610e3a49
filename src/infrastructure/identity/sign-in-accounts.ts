import { createHash, randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type pg from "pg";
import { accessEndedChannel } from "../../application/ports/change-feed.js";
import type { SignInAccounts } from "../../application/ports/sign-in-accounts.js";
import type { MailedLink } from "../../application/ports/visitors.js";
import type { Id } from "../../domain/id.js";
import { AUTH_SCHEMA } from "./auth-database.js";
import { hashedInSql, hashOf, isPlainInSql } from "./hashed-session-tokens.js";

/**
 * All that is read and written here of the tables that better-auth keeps; nothing else names them. Sessions and accounts
 * go with their user by cascade.
 */
const users = `"${AUTH_SCHEMA}"."user"`;
const sessions = `"${AUTH_SCHEMA}".session`;
const passwords = `"${AUTH_SCHEMA}".account`;
const authenticators = `"${AUTH_SCHEMA}"."twoFactor"`;
const passkeys = `"${AUTH_SCHEMA}".passkey`;
const links = `"${AUTH_SCHEMA}".verification`;

/** The issuer of subjects that better-auth knows. */
export const OWN_ISSUER = "portico";

/** SQL: the user that a subject of ours names; null for one of another issuer. In this form users are found by their index. */
const userOf = (subject: string) => `substring(${subject} from '^${OWN_ISSUER}[|](.*)$')`;

/** The users that are this developer's. */
const usersOf = `select ${userOf("subject")} from developer_identity where developer_id = ?`;
/** Without the one of a subject. */
const usersBut = `${usersOf} and subject is distinct from ?`;

/** A link's value names its user: by the id alone, or somewhere in what a plugin keeps. */
const linksOf = (owners: string) => `
  delete from ${links} as link
   where exists (select from (${owners}) as own (id) where strpos(link.value, own.id) > 0)`;

const nameFor = (identifier: string) => createHash("sha256").update(identifier).digest("base64url");

/** As the hash that names it, made of whose it is, too: for anybody else there is no such link. */
const moveOf = (developerId: Id<"dev">, token: string) => nameFor(`move|${developerId}|${token}`);

/** A session that has chosen a password has shown as much as one that steps up by it, which is not enough beside an app. */
const goOn = `
  update ${sessions} as own set token = ?, "updatedAt" = now(),
         "steppedUpAt" = case when account."twoFactorEnabled" then own."steppedUpAt" else now() end
    from ${users} as account
   where own.id = ? and own."userId" = ? and account.id = own."userId" returning own.id`;

/** Of all moves that somebody has asked for, the last three can be confirmed. */
const forgetMoves = `
  with of_developer as (
    select link.id, row_number() over (order by link."expiresAt" desc, link.id) as place
      from ${links} as link
     where link.value like 'move %' and exists (select from (${usersOf}) as own (id) where strpos(link.value, own.id) > 0))
  delete from ${links} using of_developer where ${links}.id = of_developer.id and place > 3`;

const notify = "select pg_notify(?, ?)";

/** `execute` runs a statement, with `?` for its parameters, in the caller's transaction. */
export function createSignInAccounts(
  execute: (statement: string, parameters: unknown[]) => Promise<unknown[]>,
): SignInAccounts {
  return {
    async stillHas(subject) {
      if (!subject.startsWith(`${OWN_ISSUER}|`)) return true;
      const userId = subject.slice(OWN_ISSUER.length + 1);
      return (await execute(`select from ${users} where id = ? for key share`, [userId])).length > 0;
    },

    async choosePassword(subject, hash, by) {
      const userId = subject.slice(OWN_ISSUER.length + 1);
      const held =
        "linkId" in by
          ? await execute(
              `delete from ${links} where id = ? and value = ? and "expiresAt" > now() returning id`,
              [by.linkId, userId],
            )
          : await execute(goOn, [hashOf(by.newToken), by.sessionId, userId]);
      if (held.length === 0) return false;
      const changed = await execute(
        `update ${passwords} set password = ?, "updatedAt" = now()
          where "userId" = ? and "providerId" = 'credential' returning id`,
        [hash, userId],
      );
      if (changed.length === 0) {
        await execute(
          `insert into ${passwords} (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
           select ?, id, 'credential', id, ?, now(), now() from ${users} where id = ?`,
          [randomUUID(), hash, userId],
        );
      }
      const keptSessionId = "sessionId" in by ? by.sessionId : null;
      await execute(`delete from ${sessions} where "userId" = ? and id is distinct from ?`, [
        userId,
        keptSessionId,
      ]);
      await execute(`delete from ${links} where strpos(value, ?) > 0`, [userId]);
      return true;
    },

    async endAccess(developerId, keptSessionId) {
      await execute(`delete from ${sessions} where "userId" in (${usersOf}) and id is distinct from ?`, [
        developerId,
        keptSessionId,
      ]);
      await execute(linksOf(usersOf), [developerId]);
      await execute(notify, [accessEndedChannel, developerId]);
    },

    async offerMove(developerId, email, until) {
      const token = randomBytes(32).toString("base64url");
      const offered = await execute(
        `insert into ${links} (id, identifier, value, "expiresAt", "createdAt", "updatedAt")
         select ?, ?, 'move ' || string_agg(own.id, ' ') || ' ' || ?, ?::timestamptz, now(), now() from (${usersOf}) as own (id)
         having bool_and(own.id is not null) returning id`,
        [randomUUID(), moveOf(developerId, token), email, until, developerId],
      );
      await execute(forgetMoves, [developerId]);
      return offered.length > 0 ? token : null;
    },

    async takeMove(developerId, token, now) {
      const [link] = await execute(
        `delete from ${links} where identifier = ? and "expiresAt" > ? returning value`,
        [moveOf(developerId, token), now],
      );
      return (link as { value: string } | undefined)?.value.split(" ").at(-1) ?? null;
    },

    async move(subject, email) {
      const userId = subject.slice(OWN_ISSUER.length + 1);
      const moved = await execute(
        `update ${users} set email = ?, "updatedAt" = now()
          where id = ? and not exists (select from ${users} where email = ?) returning id`,
        [email, userId, email],
      );
      return moved.length > 0;
    },

    async removeFactors(developerId) {
      const apps = await execute(
        `update ${users} set "twoFactorEnabled" = false, "updatedAt" = now()
          where id in (${usersOf}) and "twoFactorEnabled" returning id`,
        [developerId],
      );
      await execute(`delete from ${authenticators} where "userId" in (${usersOf})`, [developerId]);
      const keys = await execute(`delete from ${passkeys} where "userId" in (${usersOf}) returning id`, [
        developerId,
      ]);
      return apps.length + keys.length > 0;
    },

    async closeConnections(developerId) {
      await execute(notify, [accessEndedChannel, developerId]);
    },

    async erase(developerId, keptSubject) {
      const whose = [developerId, keptSubject ?? null];
      await execute(linksOf(usersBut), whose);
      await execute(`delete from sign_in_place where user_id in (${usersBut})`, whose);
      await execute(`delete from ${users} where id in (${usersBut})`, whose);
      await execute(notify, [accessEndedChannel, developerId]);
    },
  };
}

export interface OpenedLink {
  readonly link: MailedLink;
  readonly token: string;
  /** Whose session it is opened in. */
  readonly userId: string | null;
}

/** Whose link it is, or to which address it leads; null when it does not work for whoever opens it. */
export async function addressBehindLink(
  client: Pick<pg.ClientBase, "query">,
  opened: OpenedLink,
): Promise<string | null> {
  const { rows } = await client.query<{ email: string }>(
    `select coalesce(account.email, substring(link.value from '[^ ]+$')) as email
       from ${links} as link left join ${users} as account on account.id = link.value
      where link.identifier = $1 and link."expiresAt" > now()`,
    [await nameOf(client, opened)],
  );
  return rows[0]?.email ?? null;
}

/** As the link is kept; null when it is nobody's. */
async function nameOf(
  client: Pick<pg.ClientBase, "query">,
  { link, token, userId }: OpenedLink,
): Promise<string | null> {
  if (link === "VERIFY_EMAIL") return nameFor(`sign-up:${token}`);
  if (link === "RESET_PASSWORD") return nameFor(`reset-password:${token}`);
  const whose = "select developer_id as id from developer_identity where subject = $1";
  const { rows } = await client.query(whose, [`${OWN_ISSUER}|${userId}`]);
  return rows[0] ? moveOf(rows[0].id, token) : null;
}

/** Those that were opened with one of the user's sessions, in every process; whoever is still signed in opens them again. */
export async function closeConnections(client: Pick<pg.ClientBase, "query">, userId: string): Promise<void> {
  await client.query(`select pg_notify($1, developer_id) from developer_identity where subject = $2`, [
    accessEndedChannel,
    `${OWN_ISSUER}|${userId}`,
  ]);
}

/** SQL: whether the developer of that id has an authenticator app or a passkey. */
export function hasSecondFactor(developerId: string): string {
  return `exists (
    select from developer_identity
      join ${users} as account on account.id = ${userOf("developer_identity.subject")}
     where developer_identity.developer_id = ${developerId}
       and (account."twoFactorEnabled" or exists (select from ${passkeys} as own where own."userId" = account.id)))`;
}

/** A query for the developer's sessions, without what signs them in. */
export function sessionsOf(developerId: Id<"dev">) {
  return sql`select session."createdAt", session."expiresAt", session."ipAddress", session."userAgent"
       from ${sql.raw(sessions)} as session
       join developer_identity on session."userId" = ${sql.raw(userOf("subject"))}
      where developer_id = ${developerId} order by session."createdAt"`;
}

/** A query for the developer's passkeys, without their keys. */
export function passkeysOf(developerId: Id<"dev">) {
  return sql`select own.name, own."createdAt", own."deviceType", own."backedUp", own.transports
       from ${sql.raw(passkeys)} as own
       join developer_identity on subject = ${sql.lit(`${OWN_ISSUER}|`)} || own."userId"
      where developer_id = ${developerId} order by own."createdAt", own.id`;
}

/** A query for the developer's authenticator apps, without their secrets; one that is not confirmed is not asked for. */
export function authenticatorAppsOf(developerId: Id<"dev">) {
  return sql`select account."twoFactorEnabled" as "isConfirmed"
       from ${sql.raw(authenticators)} as own
       join ${sql.raw(users)} as account on account.id = own."userId"
       join developer_identity on subject = ${sql.lit(`${OWN_ISSUER}|`)} || own."userId"
      where developer_id = ${developerId}`;
}

/** A query for where the developer has asked to move, as far as the links still work. */
export function movesOf(developerId: Id<"dev">) {
  return sql`select substring(link.value from '[^ ]+$') as email, link."expiresAt"
       from ${sql.raw(links)} as link
       join developer_identity on strpos(link.value, ${sql.raw(userOf("subject"))}) > 0
      where developer_id = ${developerId} and link.value like 'move %' and link."expiresAt" > now()
      order by link."expiresAt"`;
}

/**
 * R1: a sign-up that nobody finished is gone once its link has expired, and an account that no mailbox proved after 7 days;
 * so are links and sessions that have expired.
 */
export async function forgetExpired(client: Pick<pg.ClientBase, "query">): Promise<void> {
  await client.query(`delete from ${links} where "expiresAt" < now()`);
  await client.query(`delete from ${sessions} where "expiresAt" < now()`);
  await client.query(
    `delete from ${users} where not "emailVerified" and "createdAt" < now() - interval '7 days'`,
  );
}

/** R34: tokens of an earlier version, which kept them in clear. Whoever holds one stays signed in. */
export async function hashSessionTokens(client: Pick<pg.ClientBase, "query">): Promise<void> {
  await client.query(`update ${sessions} set token = ${hashedInSql} where ${isPlainInSql}`);
}

/** Accounts that no mailbox ever proved, of databases in which sign-up made them, are gone with all that was chosen. */
export async function forgetUnproven(client: Pick<pg.ClientBase, "query">): Promise<void> {
  await client.query(`delete from ${users} where not "emailVerified"`);
}
