import { sql } from "kysely";
import type { CatalogueReads, ProductFilter } from "../../application/queries/read-model.js";
import type { ApiView } from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import { included, isCurrent } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { list } from "./list.js";
import { anyOf, containing, holding, meeting } from "./matching.js";
import { ascending, text } from "./paging.js";

export function catalogueReads(db: Reader): CatalogueReads {
  const products = () => db.selectFrom("ApiProductRow as p").selectAll("p");
  const environments = () => db.selectFrom("ApiEnvironmentRow as e").selectAll("e");

  return {
    products: (ids) => products().where("p.id", "=", anyOf(ids)).execute(),
    productsBySlug: (slugs) => products().where("p.slug", "=", anyOf(slugs)).execute(),

    allProducts: list({
      name: "apiProducts",
      orders: { NAME: ascending(text("p.name"), text("p.id")) },
      rows: (_, filter: ProductFilter) =>
        meeting(products(), filter, {
          search: (search, p) =>
            p.or([p("p.name", "ilike", containing(search)), p("p.description", "ilike", containing(search))]),
        }),
    }),

    async apisOf(productIds) {
      const { rows } = await sql<{ id: Id<"prd">; apis: ApiView[] }>`
        with recursive ${holding(included, [...productIds])}
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

    environments: (ids) => environments().where("e.id", "=", anyOf(ids)).execute(),
    environmentsBySlug: (slugs) => environments().where("e.slug", "=", anyOf(slugs)).execute(),

    allEnvironments: list({
      name: "apiEnvironments",
      orders: { NAME: ascending(text("e.institution"), text("e.name"), text("e.id")) },
      rows: environments,
    }),

    async allApis() {
      const { rows } = await sql<{ api: ApiView }>`
        select distinct api from api_product cross join jsonb_array_elements(apis) as api`.execute(db);
      return rows.map(({ api }) => api);
    },

    allTerms: () => db.selectFrom("TermsRow as t").selectAll("t").execute(),

    async currentTerms() {
      const terms = await db
        .selectFrom("TermsRow as t")
        .selectAll("t")
        .where(holding(isCurrent("t")))
        .executeTakeFirst();
      return terms ?? null;
    },
  };
}
