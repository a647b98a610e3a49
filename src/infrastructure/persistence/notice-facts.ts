import { raw } from "@mikro-orm/postgresql";
import type {
  ChangedRequest,
  Contact,
  ExpiringKey,
  NoticeFacts,
  WaitingRequest,
} from "../../application/ports/notice-facts.js";
import { erasedAddress } from "../../domain/developer/developer.js";
import { displayName } from "../../domain/developer/display-name.js";
import type { Id } from "../../domain/id.js";
import { invitationStatus } from "../../domain/partner/invitation.js";
import { AccessTokenRow } from "./entities/access-token.js";
import { ApiEnvironmentRow } from "./entities/catalogue.js";
import { ClientApplicationRow } from "./entities/client-application.js";
import { DeveloperRow } from "./entities/developer.js";
import { InvitationRow, JoinRequestRow, MemberRow } from "./entities/partner.js";
import type { Em, Orm } from "./orm.js";
import {
  apiKeyStatus,
  hasRequestStatus,
  hasUnseenChanges,
  isDeclined,
  isLatest,
  isLive,
  isRevoked,
} from "./predicates.js";
import { rowsBy } from "./rows-by.js";

export function createNoticeFacts(orm: Orm, operatorEmails: readonly string[] = []): NoticeFacts {
  const execute = <Row>(sql: string, parameters: unknown[] = []) =>
    orm.em.getConnection().execute<Row[]>(sql, parameters);
  async function companyName(partnerId: Id<"prt">): Promise<string | null> {
    const [company] = await execute<{ name: string }>(`${companyNames} where partner.id = ?`, [partnerId]);
    return company?.name ?? null;
  }
  return {
    companyName,
    members: (partnerId) => members(orm.em.fork(), { partnerId }),

    async joinRequest(partnerId, developerId) {
      const em = orm.em.fork();
      const request = await em.findOne(JoinRequestRow, {
        developerId,
        partnerId,
        [raw((request) => `not (${isDeclined(request)})`)]: [],
      });
      const company = await companyName(partnerId);
      if (!request || !company) return null;
      const [applicant] = await contacts(em, [developerId]);
      return applicant
        ? { applicant, companyName: company, admins: await members(em, { partnerId, role: "ADMIN" }) }
        : null;
    },

    async admins(partnerId) {
      return members(orm.em.fork(), { partnerId, role: "ADMIN" });
    },

    async invitation(invitationId, now) {
      const em = orm.em.fork();
      const invitation = await em.findOne(InvitationRow, { id: invitationId });
      if (!invitation || invitationStatus(instants(invitation), now) !== "PENDING") return null;
      const [inviter] = await contacts(em, [invitation.sendings.at(-1)?.byId ?? invitation.invitedById]);
      const company = await companyName(invitation.partnerId);
      return {
        email: invitation.email,
        inviterName: inviter?.name ?? "A colleague",
        companyName: company ?? "your company",
        expiresAt: invitation.expiresAt,
      };
    },

    async invitedAddresses(invitationIds) {
      const found = await orm.em.fork().find(InvitationRow, { id: { $in: [...invitationIds] } });
      return found.map(({ email }) => email).filter((email) => !email.endsWith(erasedAddress));
    },

    async waitingRequests(limit) {
      const oldest = await execute<WaitingRequest>(
        `select application.name as "applicationName", company.name as "companyName",
                environment.name as "environmentName"
           ${requestsWithNames} where ${hasRequestStatus("request", "AWAITING_APPROVAL")}
          order by request.requested_at, request.id limit ?`,
        [limit],
      );
      const [all] = await execute<{ total: number }>(
        `select count(*)::int as total from access_request
          where ${hasRequestStatus("access_request", "AWAITING_APPROVAL")}`,
      );
      return { oldest, total: all?.total ?? 0 };
    },

    async changedRequests(limit) {
      return execute<ChangedRequest>(
        `select application.name as "applicationName", company.name as "companyName",
                environment.name as "environmentName", request.changed_details as details
           ${requestsWithNames} where ${hasUnseenChanges("request")}
          order by request.requested_at, request.id limit ?`,
        [limit],
      );
    },

    async operatorEmails() {
      const granted = await execute<{ email: string }>("select email from operator order by email");
      return [...new Set([...operatorEmails, ...granted.map(({ email }) => email)])];
    },

    async delayed(applicationId, environmentId) {
      const em = orm.em.fork();
      const application = await em.findOne(ClientApplicationRow, { id: applicationId });
      const environment = await em.findOne(ApiEnvironmentRow, { id: environmentId });
      if (!application || !environment) return null;
      const owners = await contacts(em, [application.ownerId, ...application.coOwnerIds]);
      return { applicationName: application.name, environmentName: environment.name, owners };
    },

    async expiring(applicationId, keyIds, now) {
      const keys = await execute<Omit<ExpiringKey, "expiresAt"> & { expiresAt: string | Date }>(
        `select product.name as "productName", environment.name as "environmentName",
                api_key.secret_preview as preview, api_key.expires_at as "expiresAt"
           from api_key
           join access_grant on access_grant.id = api_key.grant_id
           join client_application as application on application.id = api_key.application_id
           join api_product as product on product.id = api_key.product_id
           join api_environment as environment on environment.id = access_grant.environment_id
          where api_key.application_id = ? and api_key.expires_at is not null and api_key.id in (select jsonb_array_elements_text(?::jsonb))
            and ${apiKeyStatus("api_key", "application")} = 'ACTIVE' and ${isLatest("api_key")}
          order by api_key.expires_at, api_key.id`,
        [applicationId, JSON.stringify(keyIds), now, now],
      );
      const em = orm.em.fork();
      const application = await em.findOne(ClientApplicationRow, { id: applicationId });
      if (!application || keys.length === 0) return null;
      return {
        applicationName: application.name,
        keys: keys.map((key) => ({ ...key, expiresAt: new Date(key.expiresAt) })),
        owners: await contacts(em, [application.ownerId, ...application.coOwnerIds]),
      };
    },

    async companyTokensBy(partnerId, createdById, now) {
      const rows = await orm.em
        .fork()
        .find(
          AccessTokenRow,
          { partnerId, createdById, [raw(isLive, [now])]: [] },
          { orderBy: { id: "desc" } },
        );
      return rows.map(({ id, name, preview }) => ({ id, name, preview }));
    },

    async contacts(developerIds) {
      return contacts(orm.em.fork(), developerIds);
    },

    async keysLive(applicationId, environmentId, keyIds) {
      const [live] = await rowsBy<LiveKeys>(orm.em, liveKeys, [
        JSON.stringify(keyIds),
        environmentId,
        applicationId,
      ]);
      if (!live?.productNames) return null;
      const { owners, productNames, ...names } = live;
      return { ...names, productNames, owners: (owners ?? []).flatMap(contact) };
    },
  };
}

async function members(em: Em, where: { partnerId: Id<"prt">; role?: "ADMIN" }): Promise<Contact[]> {
  const found = await em.find(MemberRow, where);
  return contacts(
    em,
    found.map(({ developerId }) => developerId),
  );
}

/** Of those whose accounts are not deleted. */
async function contacts(em: Em, developerIds: readonly Id<"dev">[]): Promise<Contact[]> {
  const found = await em.find(DeveloperRow, { id: { $in: [...developerIds] } });
  return found.flatMap(contact);
}

interface Reachable {
  readonly id: Id<"dev">;
  readonly email: string;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
}

function contact({ id, email, givenName = null, familyName = null }: Reachable): Contact[] {
  if (email.endsWith(erasedAddress)) return [];
  return [{ developerId: id, email, name: displayName({ givenName, familyName }, email) }];
}

interface LiveKeys {
  readonly applicationName: string;
  readonly environmentName: string;
  readonly institution: string;
  /** Null where all keys have been revoked since. */
  readonly productNames: string[] | null;
  readonly owners: Reachable[] | null;
}

/** Keys as JSON: PostgreSQL takes an array for ten long, and finds it worth planning anew for each that is shorter. */
const liveKeys = `
  select application.name as "applicationName", environment.name as "environmentName", environment.institution,
         (select json_agg(name order by name) from api_product where id in (
            select product_id from api_key
             where id in (select jsonb_array_elements_text($1::jsonb)) and not (${isRevoked("api_key")}))) as "productNames",
         (select json_agg(json_build_object(
                   'id', id, 'email', email, 'givenName', given_name, 'familyName', family_name))
            from developer where id = any (application.owner_id || application.co_owner_ids)) as owners
    from client_application as application join api_environment as environment on environment.id = $2
   where application.id = $3`;

/** What a company is called: its legal name, or one of its domains while there is none. */
const companyNames = `
  select coalesce(partner.legal_name, (select min(domain) from partner_domain where partner_id = partner.id)) as name
    from partner`;

const requestsWithNames = `
  from access_request as request
  join client_application as application on application.id = request.application_id
  join api_environment as environment on environment.id = request.environment_id
  join lateral (${companyNames} where partner.id = request.partner_id) as company on true`;

function instants({ acceptedAt = null, withdrawnAt = null, expiresAt }: Closing) {
  return { acceptedAt, withdrawnAt, expiresAt };
}

interface Closing {
  acceptedAt?: Date | null | undefined;
  withdrawnAt?: Date | null | undefined;
  expiresAt: Date;
}
