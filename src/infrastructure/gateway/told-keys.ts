import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { Id } from "../../domain/id.js";
import type { Orm } from "../persistence/orm.js";

/** What a gateway that does not ask has to know of a key. */
export interface ToldKey {
  readonly apiKeyId: Id<"key">;
  /** In clear: what callers send. Kept nowhere but at the gateway (R34). */
  readonly clear: string;
  /** Slugs of its product and of all that this embeds, at any depth. */
  readonly products: readonly string[];
}

/** Of those keys that exist and have a secret. */
export type ToldKeys = (apiKeyIds: readonly Id<"key">[]) => Promise<readonly ToldKey[]>;

interface Row {
  readonly id: Id<"key">;
  readonly ciphertext: string;
  readonly keyId: string;
  readonly products: string[];
}

export function createToldKeys(orm: Orm, vault: Pick<SecretVault, "open">): ToldKeys {
  return async (apiKeyIds) => {
    if (apiKeyIds.length === 0) return [];
    const rows = await orm.em.getConnection().execute<Row[]>(
      `select api_key.id, secret_ciphertext as ciphertext, secret_key_id as "keyId",
              (with recursive part (id) as (
                 select api_key.product_id
                  union
                 select unnest(embedding.embed_ids) from part join api_product as embedding on embedding.id = part.id)
               select array_agg(slug order by slug) from part join api_product using (id)) as products
         from api_key
        where api_key.id in (select jsonb_array_elements_text(?::jsonb)) and secret_ciphertext is not null`,
      [JSON.stringify(apiKeyIds)],
    );
    return rows.map(({ id, ciphertext, keyId, products }) => ({
      apiKeyId: id,
      clear: vault.open({ ciphertext, keyId }, id),
      products,
    }));
  };
}
