import type { Pool } from "pg";
import type { RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Licence } from "../../domain/gateway/key-verdict.js";
import type { Id } from "../../domain/id.js";
import { licenceFrom, type WrittenLicence } from "./licences.js";

/** What one product says of its keys. */
export interface KnownProduct {
  readonly id: Id<"prd">;
  /** One for all keys of the product. */
  readonly licence: Licence;
  readonly ratePlans: readonly RatePlan[];
}

/** All products as they are at one time. */
export type Products = ReadonlyMap<Id<"prd">, KnownProduct>;

type ProductRow = WrittenLicence["parts"][number] & {
  readonly id: Id<"prd">;
  readonly embedIds: readonly Id<"prd">[];
  readonly ratePlans: readonly RatePlan[];
};

const sql = `select id, slug, apis, embed_ids as "embedIds", rate_plans as "ratePlans" from api_product order by slug`;

export async function readProducts(pool: Pick<Pool, "query">): Promise<Products> {
  const { rows } = await pool.query<ProductRow>({ name: "products", text: sql });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const known = rows.map(({ id, slug, ratePlans }): [Id<"prd">, KnownProduct] => {
    const opened = withEmbedded(id, byId);
    const parts = rows.filter((row) => opened.has(row.id));
    return [id, { id, licence: licenceFrom({ product: slug, parts }), ratePlans }];
  });
  return new Map(known);
}

/** Its id, and those of all that it embeds, at any depth. */
function withEmbedded(id: Id<"prd">, byId: ReadonlyMap<Id<"prd">, ProductRow>): ReadonlySet<Id<"prd">> {
  const opened = new Set([id]);
  // A set goes on to what is added while it is gone through.
  for (const each of opened) for (const embedded of byId.get(each)?.embedIds ?? []) opened.add(embedded);
  return opened;
}
