import type { Story } from "./story.js";

type Services = Pick<Story, "services">;

/** What the gateways accept of the application, everywhere. */
export async function acceptedOf({ services }: Services, applicationId: string) {
  const keys = await services.pool.query<{ hash: string }>(
    "select hash from gateway_key where application_id = $1 order by hash",
    [applicationId],
  );
  const clients = await services.pool.query<{ hash: string }>(
    "select secret_hash as hash from gateway_client where application_id = $1 order by 1",
    [applicationId],
  );
  return { keys: keys.rows.map(({ hash }) => hash), clients: clients.rows.map(({ hash }) => hash) };
}

/** What has been issued to the application and not been destroyed. */
export async function issuedTo({ services }: Services, applicationId: string) {
  const keys = await services.pool.query<{ hash: string }>(
    `select secret_hash as hash from api_key
      where grant_id in (select id from access_grant where application_id = $1) and secret_hash is not null
      order by 1`,
    [applicationId],
  );
  const clients = await services.pool.query<{ hash: string }>(
    "select secret_hash as hash from access_grant where application_id = $1 and secret_hash is not null order by 1",
    [applicationId],
  );
  return { keys: keys.rows.map(({ hash }) => hash), clients: clients.rows.map(({ hash }) => hash) };
}

/** The application's audit trail, oldest first: who did what; the system is null. */
export async function auditOf(
  { services }: Services,
  applicationId: string,
): Promise<{ action: string; actorId: string | null }[]> {
  const { rows } = await services.pool.query(
    `select action, actor_id as "actorId" from audit_entry where application_id = $1 order by id`,
    [applicationId],
  );
  return rows;
}

/** Keys that a gateway accepts but that are not to work, and those that are to work but are not accepted. */
export async function disagreements({ services }: Services): Promise<unknown[]> {
  const { rows } = await services.pool.query(
    `select * from (
       select g.application_id, g.environment_id, k.secret_hash as hash
         from api_key k
         join access_grant g on g.id = k.grant_id
         join access_request r on r.grant_id = g.id and k.product_id = any (r.product_ids)
         join client_application a on a.id = g.application_id
        where r.verdict = 'APPROVED' and a.deactivated_at is null and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now())
     ) due full join gateway_key held using (application_id, environment_id, hash)
     where due.* is null or held.* is null`,
  );
  return rows;
}
