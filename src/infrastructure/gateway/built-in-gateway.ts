import type { Gateway, KeyVerifier } from "../../application/ports/gateway.js";
import type { DesiredClient } from "../../domain/client-application/desired-access.js";
import { GatewayKeyRow } from "../persistence/entities/built-in-gateway.js";
import type { Orm } from "../persistence/orm.js";
import { rowsBy } from "../persistence/rows-by.js";
import { mapperOf } from "../persistence/transaction-mapper.js";

/**
 * The gateway that comes with Portico: it holds, in tables of its own, what each environment accepts, and never a
 * secret in clear. Applying replaces all that it held of one application in one environment, in one transaction.
 */
export function createBuiltInGateway(orm: Orm): Required<Gateway> & KeyVerifier {
  return {
    async apply(...place) {
      await rowsBy(orm.em, replacing(""), valuesOf(...place));
    },

    async applyWithin(transaction, { id }, applicationId, access) {
      await rowsBy(mapperOf(transaction), replacing(hastily), valuesOf(id, applicationId, access));
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

/**
 * The commit is not waited for. When the database's machine dies in that moment, the keys are not issued either, and the job is there
 * again. Nobody has seen one of them: that a key is shown is committed, and with it all that was before.
 */
const hastily = ", set_config('synchronous_commit', 'off', true)";

/** By one statement: what is there no more goes, and what is there stays, however often it is applied. */
const replacing = (also: string) => `
  with place as (select $1::text as environment_id, $2::text as application_id${also}),
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

function valuesOf(
  ...[environmentId, applicationId, { keys, client }]: Parameters<Gateway["apply"]>
): string[] {
  const clients = client ? [clientRow(client)] : [];
  return [environmentId, applicationId, JSON.stringify(keys), JSON.stringify(clients)];
}

function clientRow({ clientId, secretHash, retiring, redirectUrls }: DesiredClient) {
  return {
    clientId,
    secretHash,
    retiringSecretHash: retiring?.hash ?? null,
    retiringSecretExpiresAt: retiring?.expiresAt ?? null,
    redirectUrls: [...redirectUrls],
  };
}
