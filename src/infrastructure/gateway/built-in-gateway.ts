import type { Gateway, KeyVerifier } from "../../application/ports/gateway.js";
import type { DesiredAccess, DesiredClient } from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";
import { GatewayKeyRow } from "../persistence/entities/built-in-gateway.js";
import type { Em, Orm } from "../persistence/orm.js";
import { rowsBy } from "../persistence/rows-by.js";
import { mapperOf } from "../persistence/transaction-mapper.js";

/**
 * The gateway that comes with Portico: it holds, in tables of its own, what each environment accepts, and never a
 * secret in clear. Applying replaces all that it held of one application in one environment, in one transaction.
 */
export function createBuiltInGateway(orm: Orm): Required<Gateway> & KeyVerifier {
  async function replace(
    em: Em,
    environmentId: Id<"env">,
    applicationId: Id<"app">,
    { keys, client }: DesiredAccess,
  ): Promise<void> {
    const clients = client ? [clientRow(client)] : [];
    await rowsBy(em, replacing, [
      environmentId,
      applicationId,
      JSON.stringify(keys),
      JSON.stringify(clients),
    ]);
  }

  return {
    apply: (environmentId, applicationId, access) => replace(orm.em, environmentId, applicationId, access),

    async applyWithin(transaction, { id }, applicationId, access) {
      await replace(mapperOf(transaction), id, applicationId, access);
      return true;
    },

    async verify(environmentId, hashes, now) {
      const held = await orm.em.fork().findOne(GatewayKeyRow, {
        environmentId,
        hash: { $in: [...hashes] },
        $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }],
      });
      return (
        held && { apiKeyId: held.apiKeyId, productId: held.productId, applicationId: held.applicationId }
      );
    },
  };
}

/** By one statement: what is there no more goes, and what is there stays, however often it is applied. */
const replacing = `
  with place as (select $1::text as environment_id, $2::text as application_id),
  wanted_key as (
    select * from place, jsonb_to_recordset($3::jsonb)
      as wanted (hash text, "apiKeyId" text, "productId" text, "expiresAt" timestamptz)),
  wanted_client as (
    select * from place, jsonb_to_recordset($4::jsonb)
      as wanted ("clientId" text, "secretHash" text, "retiringSecretHash" text,
                 "retiringSecretExpiresAt" timestamptz, "redirectUrls" text[])),
  gone_keys as (
    delete from gateway_key as held using place
     where held.environment_id = place.environment_id and held.application_id = place.application_id
       and held.hash not in (select hash from wanted_key)),
  gone_clients as (
    delete from gateway_client as held using place
     where held.environment_id = place.environment_id and held.application_id = place.application_id
       and held.client_id not in (select "clientId" from wanted_client)),
  kept_keys as (
    insert into gateway_key (hash, environment_id, application_id, api_key_id, product_id, expires_at)
      select hash, environment_id, application_id, "apiKeyId", "productId", "expiresAt" from wanted_key
    on conflict (hash) do update
      set environment_id = excluded.environment_id, application_id = excluded.application_id,
          api_key_id = excluded.api_key_id, product_id = excluded.product_id, expires_at = excluded.expires_at)
  insert into gateway_client (client_id, environment_id, application_id, secret_hash, retiring_secret_hash,
                              retiring_secret_expires_at, redirect_urls)
    select "clientId", environment_id, application_id, "secretHash", "retiringSecretHash",
           "retiringSecretExpiresAt", "redirectUrls" from wanted_client
  on conflict (client_id) do update
    set environment_id = excluded.environment_id, application_id = excluded.application_id,
        secret_hash = excluded.secret_hash, retiring_secret_hash = excluded.retiring_secret_hash,
        retiring_secret_expires_at = excluded.retiring_secret_expires_at, redirect_urls = excluded.redirect_urls`;

function clientRow({ clientId, secretHash, retiring, redirectUrls }: DesiredClient) {
  return {
    clientId,
    secretHash,
    retiringSecretHash: retiring?.hash ?? null,
    retiringSecretExpiresAt: retiring?.expiresAt ?? null,
    redirectUrls: [...redirectUrls],
  };
}
