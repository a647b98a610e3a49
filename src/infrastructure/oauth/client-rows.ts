import type { OauthClient } from "../../domain/oauth/oauth-client.js";
import { createLicences, licenceOf } from "../gateway/licences.js";

export interface ClientRow extends Omit<OauthClient, "licences" | "retiring"> {
  readonly licences: readonly string[];
  readonly retiringHash: string | null;
  readonly retiringExpiresAt: Date | null;
}

/** R17: each product's licence, of those whose latest request was approved. */
const licencesOfGrant = `array(
    select ${licenceOf("product_id")}
      from unnest(application.product_ids) as product (product_id)
     where (select verdict from access_request
             where access_request.grant_id = access_grant.id and product_id = any (access_request.product_ids)
             order by access_request.id desc limit 1) = 'APPROVED')`;

/** The columns of `OauthClient`, of access_grant as it is called, its application and its partner. */
export const clientColumns = `
  access_grant.client_id as "clientId", access_grant.environment_id as "environmentId",
  access_grant.secret_hash as "secretHash", access_grant.retiring_secret_hash as "retiringHash",
  access_grant.retiring_secret_expires_at as "retiringExpiresAt",
  access_grant.credentials_revoked_at as "revokedAt", access_grant.client_keys as "clientKeys",
  application.id as "applicationId", application.name as "applicationName", application.partner_id as "partnerId",
  application.type, application.authentication, application.redirect_urls as "redirectUrls",
  application.deactivated_at as "deactivatedAt", partner.suspended_at is not null as "isPartnerSuspended",
  ${licencesOfGrant} as licences`;

export const clientTables = `
  access_grant
  join client_application as application on application.id = access_grant.application_id
  join partner on partner.id = application.partner_id`;

/** Makes a client of a row with `clientColumns`. */
export function clientReader(licences = createLicences()) {
  return ({ licences: written, retiringHash, retiringExpiresAt, ...facts }: ClientRow): OauthClient => ({
    ...facts,
    retiring: retiringHash && retiringExpiresAt ? { hash: retiringHash, expiresAt: retiringExpiresAt } : null,
    licences: written.map(licences.of),
  });
}
