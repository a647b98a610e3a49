import type { Along } from "../../../application/queries/gathering.js";
import { isOwner, isOwnerMember, isPartnerSuspended } from "../../persistence/predicates.js";
import { developerColumns } from "../developer/developer-view.js";
import { byProperty, type Columns } from "../json-rows.js";
import { domainsOf, domainsProvenOf, partnerColumns } from "../partner/partner-view.js";
import { requestOfGrantColumns } from "./access-request.js";
import { plainApplicationColumns } from "./application-columns.js";
import { grantColumns, keyColumns } from "./grant-view.js";

/** What the statement begins with: applications, with the columns of their table, and how many there are of them. */
export interface Found {
  readonly applications: string;
  readonly count: string | null;
  /** How many values both have. */
  readonly values: number;
}

/**
 * One row with one value: JSON that has for each set a list for each of its columns. Columns of many rows are cheaper for
 * PostgreSQL to write, and for everybody to read, than as many objects. The values are those of what is found, then the
 * viewer's partner and the viewer.
 */
export function gatheringSql(found: Found, along: Along): string {
  const viewer = { partnerId: `$${found.values + 1}`, developerId: `$${found.values + 2}` };
  const read = readOf(setsFor(viewer), along.unread);
  const withGrants = along.grants || along.environments || along.keys;
  const keyed = along.keys ? ` union select "productId" from keys` : "";
  const parts = [
    // Values have types, also where nothing asks for them.
    `viewer as (select ${viewer.partnerId}::text, ${viewer.developerId}::text)`,
    `found as materialized (${found.applications})`,
    withGrants &&
      `grants as materialized (
         select ${selected(read.grants)} from found as a join access_grant as g on g.application_id = a.id)`,
    along.keys &&
      `keys as materialized (
         select ${selected(read.keys)} from grants as g join api_key as k on k.grant_id = g.id)`,
  ];
  const sets = [
    set("applications", read.applications, `select ${selected(read.applications)} from found as a`),
    withGrants && set("grants", read.grants, "select * from grants order by id"),
    withGrants &&
      set(
        "requests",
        read.requests,
        `select ${selected(read.requests)} from grants as g join access_request as r on r.grant_id = g.id order by r.id`,
      ),
    along.keys && set("keys", read.keys, "select * from keys order by id"),
    along.owners &&
      set(
        "developers",
        read.developers,
        `select ${selected(read.developers)}
           from developer as d
           left join member as m on m.developer_id = d.id
           left join join_request as j on j.developer_id = d.id
           left join partner as p on p.id = j.partner_id
          where d.id = any (array (select unnest(owner_id || co_owner_ids) from found))`,
      ),
    along.products &&
      set(
        "products",
        read.products,
        `select ${selected(read.products)} from api_product as p
          where p.id = any (array (select unnest(product_ids) from found${keyed}))`,
      ),
    along.environments &&
      set(
        "environments",
        read.environments,
        `select ${selected(read.environments)} from api_environment as e
          where e.id = any (array (select distinct "environmentId" from grants))`,
      ),
    along.partners &&
      set(
        "partners",
        read.partners,
        `select ${selected(read.partners)} from partner as p
          where p.id = any (array (select distinct partner_id from found))`,
      ),
    found.count && `'count', (${found.count})`,
  ];
  return `with ${parts.filter(Boolean).join(",\n")}
    select json_build_object(${sets.filter(Boolean).join(",\n")})::text as gathered`;
}

function setsFor({ partnerId, developerId }: { partnerId: string; developerId: string }) {
  const isOwned = `(a.partner_id = ${partnerId} and ${isOwner("a").replace("?", developerId)})`;
  return {
    applications: {
      ...byProperty(plainApplicationColumns),
      isPartnerSuspended: isPartnerSuspended("a"),
      isOwnerMember: isOwnerMember("a"),
    },
    grants: {
      ...byProperty(grantColumns),
      isOwned,
      clientId: `case when ${isOwned} then g.client_id end`,
      secretPreview: `case when ${isOwned} then g.secret_preview end`,
      clientKeys: `case when ${isOwned} then g.client_keys end`,
    },
    requests: byProperty(requestOfGrantColumns),
    keys: {
      ...byProperty(keyColumns),
      preview: `case when g."isOwned" then k.secret_preview end`,
      networks: `case when g."isOwned" then k.networks end`,
    },
    developers: byProperty(developerColumns),
    products: byProperty([
      "p.id",
      "p.slug",
      "p.name",
      "p.description",
      "p.apis",
      "p.embedIds",
      "p.ratePlans",
      "p.isOpen",
    ]),
    environments: byProperty([
      "e.id",
      "e.slug",
      "e.name",
      "e.institution",
      "e.tier",
      "e.apiBaseUrl",
      "e.accessPolicy",
      "e.secretRetrieval",
      "e.verificationWhenUnavailable",
      "e.endUserSignIn",
      "e.signInProvider",
      "e.oauthProfile",
      "e.keyLifetimes",
      "e.whenKeyLeaks",
      "e.gatewayKind",
      "e.isOpen",
    ]),
    partners: {
      ...byProperty(partnerColumns),
      domains: domainsOf("p"),
      domainsProven: domainsProvenOf("p"),
    },
  } satisfies Readonly<Record<string, Columns>>;
}

type Sets = ReturnType<typeof setsFor>;

function readOf(all: Sets, unread: readonly string[]): Sets {
  const sets = Object.entries(all).map(([name, columns]) => {
    const read = Object.entries(columns).filter(([property]) => !unread.includes(`${name}.${property}`));
    return [name, Object.fromEntries(read)];
  });
  return Object.fromEntries(sets);
}

function selected(columns: Columns): string {
  return Object.entries(columns)
    .map(([property, column]) => `${column} as "${property}"`)
    .join(", ");
}

function set(name: string, columns: Columns, rows: string): string {
  const lists = Object.keys(columns).map((property) => `'${property}', json_agg("${property}")`);
  return `'${name}', (select json_build_object(${lists.join(", ")}) from (${rows}) as rows)`;
}
