import { apiLabel } from "../../domain/catalogue/api-label.js";
import type { Licence } from "../../domain/gateway/key-verdict.js";

interface WrittenLicence {
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

/** More than a catalogue has at a time: older ones are nobody's by then. */
const most = 1_000;

/** Licences as they are written, each made once: a million keys of a product hold the same one. */
export function createLicences() {
  const known = new Map<string, Licence>();
  return {
    of(written: string): Licence {
      if (known.size > most) known.clear();
      const licence = known.get(written) ?? licenceFrom(JSON.parse(written));
      known.set(written, licence);
      return licence;
    },
    /** The catalogue has changed. */
    forget: () => known.clear(),
  };
}

function licenceFrom({ product, parts }: WrittenLicence): Licence {
  return {
    product,
    products: new Set(parts.map(({ slug }) => slug)),
    apis: new Set(parts.flatMap(({ apis }) => apis.map(apiLabel))),
  };
}
