import type { Json } from "./client.js";
import type { Person, Story } from "./story.js";

const key = "id status expiresAt product { slug }";
const grant = `id environment { slug } clientCredentials { clientId } apiKeys { ${key} }`;

/** The application as the person sees it, with its keys and credentials; null when it is not there for them. */
export async function applicationSeenBy(person: Person, id: string): Promise<Json> {
  const query = `query ($id: ID!) { clientApplication(id: $id) { id name version status owner { id } coOwners { id } grants { ${grant} } } }`;
  return (await person.data(query, { id })).clientApplication;
}

/** In clear, by key id and by grant id: what an owner can be shown. */
export async function revealed(owner: Person, application: Json): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  const reveal = async (name: string, input: Record<string, string>) => {
    const { value } = await owner.tryTo(name, input, "value");
    if (value) values[Object.values(input)[0] ?? ""] = value;
  };
  for (const { id, apiKeys } of application.grants) {
    await reveal("revealClientSecret", { grantId: id });
    for (const { id: apiKeyId, status } of apiKeys) {
      if (status !== "REVOKED") await reveal("revealApiKey", { apiKeyId });
    }
  }
  return values;
}

/** Every hash and ciphertext that is stored for the application. */
export async function sealedOf({ services }: Pick<Story, "services">, applicationId: string) {
  const { rows } = await services.pool.query<{ sealed: string }>(
    `with own as (select * from access_grant where application_id = $1)
     select sealed from own cross join lateral
       (values (secret_hash), (secret_ciphertext), (retiring_secret_hash)) as columns (sealed) where sealed is not null
     union
     select sealed from api_key join own on own.id = api_key.grant_id cross join lateral
       (values (api_key.secret_hash), (api_key.secret_ciphertext)) as columns (sealed) where sealed is not null
     union
     select secret_hash from gateway_client where application_id = $1 and secret_hash is not null`,
    [applicationId],
  );
  return rows.map(({ sealed }) => sealed);
}
