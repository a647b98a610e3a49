import { apiLabel } from "../../domain/catalogue/api-label.js";
import type { Licence } from "../../domain/gateway/key-verdict.js";
import { madeOnce } from "./made-once.js";

export interface WrittenLicence {
  readonly product: string;
  readonly parts: readonly { readonly slug: string; readonly apis: Parameters<typeof apiLabel>[0][] }[];
}

/** SQL: what a product opens, as JSON for `createLicences`. `product`: an expression for its id. */
export function licenceOf(product: string): string {
  return `(with recursive part (id) as (
            select ${product}
             union
            select unnest(embedding.embed_ids) from part join api_product as embedding on embedding.id = part.id)
          select json_build_object(
                   'product', (select slug from api_product where id = ${product}),
                   'parts', json_agg(json_build_object('slug', slug, 'apis', apis) order by slug))::text
            from part join api_product using (id))`;
}

/** Each made once: all clients of a product hold the same one. */
export const createLicences = () => madeOnce((written) => licenceFrom(JSON.parse(written)));

export function licenceFrom({ product, parts }: WrittenLicence): Licence {
  return {
    product,
    products: new Set(parts.map(({ slug }) => slug)),
    apis: new Set(parts.flatMap(({ apis }) => apis.map(apiLabel))),
  };
}
