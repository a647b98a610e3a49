import { sql } from "kysely";
import type { Filtered } from "../../application/queries/list.js";
import type {
  CatalogueReads,
  EnvironmentFilter,
  ProductFilter,
} from "../../application/queries/read-model.js";
import type { ApiView } from "../../application/queries/views.js";
import type { RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Id } from "../../domain/id.js";
import { once } from "../../domain/once.js";
import { included, isCurrent } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { list } from "./list.js";
import { anyOf, containing, holding, meeting } from "./matching.js";
import { ascending, descending, name, text } from "./paging.js";
import { ownedByViewer } from "./visible.js";

/** As the collation of the database does it: for English it is the root order. */
const byPeople = once(() => new Intl.Collator("en", { numeric: true }));

export function catalogueReads(db: Reader): CatalogueReads {
  const products = () => db.selectFrom("ApiProductRow as p").selectAll("p");
  const environments = () => db.selectFrom("ApiEnvironmentRow as e").selectAll("e");

  return {
    products: (ids) => products().where("p.id", "=", anyOf(ids)).execute(),
    async ratePlans(viewer, ids) {
      const isGiven = sql`exists (
        select from client_application as a, jsonb_array_elements(a.rate_plans) as given
         where a.rate_plans <> '[]' and given ->> 'ratePlanId' = plan ->> 'id' and ${ownedByViewer("a", viewer)})`;
      const isSeen = viewer.isOperator ? sql`true` : sql`(plan ->> 'isDefault' = 'true' or ${isGiven})`;
      const { rows } = await sql<{ plan: RatePlan }>`
        select plan from api_product, jsonb_array_elements(rate_plans) as plan
         where plan ->> 'id' = ${anyOf(ids)} and ${isSeen}`.execute(db);
      return rows.map(({ plan }) => plan);
    },

    productsBySlug: (slugs) => products().where("p.slug", "=", anyOf(slugs)).execute(),

    allProducts: list({
      name: "apiProducts",
      orders: { NAME: ascending(name("p.name"), text("p.id")), NEWEST: descending(text("p.id")) },
      rows: (_, { filter }: Filtered<ProductFilter>) =>
        meeting(products(), filter, {
          isOpen: (isOpen, p) => p("p.isOpen", "=", isOpen),
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
        rows.map(({ id, apis }) => [id, apis.sort((a, b) => byPeople().compare(a.name, b.name))]),
      );
    },

    environments: (ids) => environments().where("e.id", "=", anyOf(ids)).execute(),
    environmentsBySlug: (slugs) => environments().where("e.slug", "=", anyOf(slugs)).execute(),

    allEnvironments: list({
      name: "apiEnvironments",
      orders: {
        INSTITUTION: ascending(name("e.institution"), name("e.name"), text("e.id")),
        NAME: ascending(name("e.name"), text("e.id")),
        NEWEST: descending(text("e.id")),
      },
      rows: (_, { filter }: Filtered<EnvironmentFilter>) =>
        meeting(environments(), filter, {
          isOpen: (isOpen, e) => e("e.isOpen", "=", isOpen),
          tier: (tier, e) => e("e.tier", "=", tier),
          accessPolicy: (accessPolicy, e) => e("e.accessPolicy", "=", accessPolicy),
          search: (search, e) =>
            e.or([e("e.name", "ilike", containing(search)), e("e.institution", "ilike", containing(search))]),
        }),
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
