import { sql } from "kysely";
import type { CatalogueReads } from "../../application/queries/read-model.js";
import type { ApiView } from "../../application/queries/views.js";
import type { Reader } from "./db.js";
import { anyOf, behind, containing, slice } from "./keyset.js";

export function catalogueReads(db: Reader): CatalogueReads {
  const products = (search?: string) => {
    const query = db.selectFrom("ApiProductRow as p");
    if (!search) return query;
    const pattern = containing(search);
    return query.where((eb) =>
      eb.or([eb("p.name", "ilike", pattern), eb("p.description", "ilike", pattern)]),
    );
  };

  return {
    products: (ids) => products().where("p.id", "=", anyOf(ids)).selectAll("p").execute(),

    async productPage(search, page) {
      let query = products(search)
        .selectAll("p")
        .orderBy("p.name")
        .orderBy("p.id")
        .limit(page.first + 1);
      if (page.after) {
        const [name = "", id = ""] = page.after;
        query = query.where(({ ref }) => behind([ref("p.name"), ref("p.id")], "asc", [name, id]));
      }
      return slice(await query.execute(), page);
    },

    async countProducts(search) {
      const { count } = await products(search)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async apisOf(productIds) {
      const { rows } = await sql<{ id: string; apis: ApiView[] }>`
        with recursive included (root_id, product_id) as (
          select id, id from api_product where id = ${anyOf(productIds)}
          union
          select included.root_id, embedded.product_id
            from included
            join api_product on api_product.id = included.product_id
            cross join unnest(api_product.embed_ids) as embedded (product_id)
        )
        select root_id as id,
               (select coalesce(jsonb_agg(distinct api), '[]') from included as part
                  join api_product on api_product.id = part.product_id
                  cross join jsonb_array_elements(api_product.apis) as api
                 where part.root_id = root.root_id) as apis
          from (select distinct root_id from included) as root`.execute(db);
      return new Map(
        rows.map(({ id, apis }) => [id, apis.sort((a, b) => a.name.localeCompare(b.name, "en"))]),
      );
    },

    environments: (ids) =>
      db.selectFrom("ApiEnvironmentRow as e").where("e.id", "=", anyOf(ids)).selectAll("e").execute(),

    async environmentPage(page) {
      let query = db
        .selectFrom("ApiEnvironmentRow as e")
        .selectAll("e")
        .orderBy("e.institution")
        .orderBy("e.name")
        .orderBy("e.id")
        .limit(page.first + 1);
      if (page.after) {
        const [institution = "", name = "", id = ""] = page.after;
        query = query.where(({ ref }) =>
          behind([ref("e.institution"), ref("e.name"), ref("e.id")], "asc", [institution, name, id]),
        );
      }
      return slice(await query.execute(), page);
    },

    async countEnvironments() {
      const { count } = await db
        .selectFrom("ApiEnvironmentRow")
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async currentTerms() {
      const terms = await db
        .selectFrom("TermsRow")
        .selectAll()
        .orderBy("publishedAt", "desc")
        .orderBy("version", "desc")
        .limit(1)
        .executeTakeFirst();
      return terms ?? null;
    },
  };
}
