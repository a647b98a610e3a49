import type {
  Chosen,
  Prospect,
  Registrant,
  Registrations,
} from "../../../application/ports/registrations.js";
import type { Em } from "../orm.js";
import { isCurrent } from "../predicates.js";
import { rowsBy } from "../rows-by.js";
import type { MikroCatalogue, ReadCatalogue } from "./catalogue.js";
import type { MikroDevelopers } from "./developers.js";
import { type MikroPartners, type ReadPartner, readingPartner } from "./partners.js";

/** What a registration is decided by, which several repositories keep: read together, since nobody registers without all of it. */
export class MikroRegistrations implements Registrations {
  constructor(
    private readonly em: Em,
    private readonly repositories: Repositories,
  ) {}

  async prospect({ partnerId, developerId }: Registrant, chosen: Chosen): Promise<Prospect> {
    // Before the members, as in every command that locks both; and by itself, so that what follows sees what it has waited for.
    await rowsBy(this.em, "select from partner where id = $1 for no key update", [partnerId]);
    const values = [partnerId, developerId, chosen.productIds, chosen.environmentIds];
    const [read] = await rowsBy<Read>(this.em, reading, values);
    if (!read) throw new Error("Nothing was read.");
    const { developers, partners, catalogue } = this.repositories;
    return {
      existing: read.existing,
      developer: developers.fromRow(read.developer),
      partner: partners.fromRows(read),
      ...catalogue.fromRows(read),
    };
  }
}

interface Repositories {
  readonly developers: MikroDevelopers;
  readonly partners: MikroPartners;
  readonly catalogue: MikroCatalogue;
}

interface Read extends ReadPartner, ReadCatalogue {
  readonly existing: number;
  readonly developer: object | null;
}

/** Values: the ids of the partner, of who registers, of products and of environments. */
const reading = `
  with concerned as materialized (${readingPartner.members("developer_id = $2")}),
  chosen as materialized (select * from api_environment where id = any ($4::text[]) order by id for share)
  select (select count(*)::int from client_application where partner_id = $1) as existing,
         (select row_to_json(developer) from developer where id = $2) as developer,
         ${readingPartner.columns},
         (select row_to_json(terms) from terms where ${isCurrent("terms")}) as terms,
         (select json_agg(product) from api_product as product where id = any ($3::text[])) as products,
         (select json_agg(chosen order by id) from chosen) as environments`;
