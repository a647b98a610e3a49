import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { typeid } from "typeid-js";
import { parseKeyring } from "../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../src/infrastructure/secrets/secret-vault.js";
import { environmentOf, type Settings } from "./settings.js";

const run = promisify(execFile);

export interface BenchKey {
  readonly value: string;
  /** What the database finds it by. */
  readonly hash: string;
}

export interface BenchKeys {
  readonly keys: readonly BenchKey[];
  /** The environment's slug, and a gateway token of it. */
  readonly environment: string;
  readonly gatewayToken: string;
}

/** Adds as many live keys to one application as are asked for. */
export async function addKeys(settings: Settings, count: number): Promise<BenchKeys> {
  const client = new pg.Client({ connectionString: settings.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select api_key.grant_id, api_key.application_id, api_key.partner_id, api_key.product_id, api_environment.slug
         from api_key
         join access_grant on access_grant.id = api_key.grant_id
         join api_environment on api_environment.id = access_grant.environment_id
         join client_application on client_application.id = api_key.application_id
        where api_key.provisioned_at is not null and api_key.revoked_at is null and deactivated_at is null
        order by api_key.id limit 1`,
    );
    const [of] = rows;
    const vault = createSecretVault(parseKeyring(settings.secretKeys));
    const made = Array.from({ length: count }, () => {
      const id = typeid("key").toString();
      const issued = vault.issue("key", of.slug, id);
      return { id, hash: issued.hash, value: vault.open(issued, id) };
    });
    await client.query(
      `insert into api_key (id, grant_id, application_id, partner_id, product_id, secret_hash, secret_ciphertext,
                            secret_key_id, secret_preview, issued_at, provisioned_at)
       select id, $3, $4, $5, $6, hash, '', '', 'ptc_key_…', now(), now()
         from unnest($1::text[], $2::text[]) as t (id, hash)`,
      [
        made.map(({ id }) => id),
        made.map(({ hash }) => hash),
        of.grant_id,
        of.application_id,
        of.partner_id,
        of.product_id,
      ],
    );
    await client.query("analyze api_key");
    const args = ["dist/main.js", "gateway-token", "create", of.slug, "Benchmark"];
    const { stdout } = await run(process.execPath, args, { env: environmentOf(settings, 0) });
    const gatewayToken = /ptc_gw_\w+/.exec(stdout)?.[0] ?? "";
    return { keys: made, environment: of.slug, gatewayToken };
  } finally {
    await client.end();
  }
}

export interface BenchClient {
  readonly environment: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A client that gets tokens by its secret, of which nobody else knows. */
export async function addClient(settings: Settings): Promise<BenchClient> {
  const client = new pg.Client({ connectionString: settings.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select access_grant.id, client_id, slug
         from access_grant
         join api_environment on api_environment.id = environment_id
         join client_application as application on application.id = access_grant.application_id
         join partner on partner.id = application.partner_id
        where authentication = 'CLIENT_CREDENTIALS' and deactivated_at is null and suspended_at is null
              and credentials_provisioned_at is not null and credentials_revoked_at is null
              and exists (select from access_request where grant_id = access_grant.id and verdict = 'APPROVED')
        order by access_grant.id limit 1`,
    );
    const [{ id, client_id: clientId, slug }] = rows;
    const vault = createSecretVault(parseKeyring(settings.secretKeys));
    const { hash, ...sealed } = vault.issue("sec", slug, id);
    await client.query("update access_grant set secret_hash = $2 where id = $1", [id, hash]);
    return { environment: slug, clientId, clientSecret: vault.open(sealed, id) };
  } finally {
    await client.end();
  }
}
