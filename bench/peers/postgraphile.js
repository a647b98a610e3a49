/** PostGraphile 5, Amber preset, simplified names, plans for what is derived; without settings, so without a transaction for each request. */
import http from "node:http";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { postgraphile } from "postgraphile";
import { TYPES } from "postgraphile/@dataplan/pg";
import { makePgService } from "postgraphile/adaptors/pg";
import { context, lambda } from "postgraphile/grafast";
import { grafserv } from "postgraphile/grafserv/node";
import { sql } from "postgraphile/pg-sql2";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { extendSchema, gql } from "postgraphile/utils";
import {
  applicationStatus,
  authenticate,
  displayName,
  grantStatus,
  keyStatus,
  pool,
  port,
} from "./common.js";

const derived = extendSchema(({ pgResources }) => {
  const { developer, member, partner, api_product: product } = pgResources;

  /** Rows of the ids in a column, in their order. */
  function inOrder(resource, $row, column) {
    const $rows = resource.find();
    const $ids = $rows.placeholder($row.get(column));
    $rows.where(sql`${$rows.alias}.id = any(${$ids})`);
    $rows.orderBy({
      fragment: sql`array_position(${$ids}, ${$rows.alias}.id)`,
      codec: TYPES.int,
      direction: "ASC",
    });
    return $rows;
  }

  /** `use` of the columns, as properties of their names. */
  const from = (columns, use) =>
    lambda(
      Object.values(columns),
      (values) => use(Object.fromEntries(Object.keys(columns).map((name, index) => [name, values[index]]))),
      true,
    );
  const grantOf = ($key) => $key.singleRelation("accessGrantByMyGrantId");
  const applicationOf = ($key) => grantOf($key).singleRelation("clientApplicationByMyApplicationId");

  const selected = ($row, fragment) => $row.select(fragment($row.getClassStep().alias), TYPES.text);
  const verdictOf = ($grant) =>
    selected(
      $grant,
      (grant) => sql`(select verdict from access_request as r
        where r.grant_id = ${grant}.id order by r.id desc limit 1)`,
    );
  const verdictOfKey = ($key) =>
    selected(
      $key,
      (key) => sql`(select verdict from access_request as r
        where r.grant_id = ${key}.grant_id and ${key}.product_id = any(r.product_ids) order by r.id desc limit 1)`,
    );

  return {
    typeDefs: gql`
      extend type Query { me: Developer }
      extend type Developer { displayName: String! partner: Partner }
      extend type ClientApplication { status: String! coOwners: [Developer!]! products: [ApiProduct!]! }
      extend type AccessGrant { status: String! }
      extend type ApiKey { status: String! preview: String }
    `,
    objects: {
      Query: { plans: { me: () => developer.get({ id: context().get("developerId") }) } },
      Developer: {
        plans: {
          displayName: ($developer) =>
            from(
              {
                givenName: $developer.get("given_name"),
                familyName: $developer.get("family_name"),
                email: $developer.get("email"),
              },
              displayName,
            ),
          partner: ($developer) =>
            partner.get({ id: member.get({ developer_id: $developer.get("id") }).get("partner_id") }),
        },
      },
      ClientApplication: {
        plans: {
          status: ($application) =>
            from({ deactivatedAt: $application.get("deactivated_at") }, applicationStatus),
          coOwners: ($application) => inOrder(developer, $application, "co_owner_ids"),
          products: ($application) => inOrder(product, $application, "product_ids"),
        },
      },
      AccessGrant: { plans: { status: ($grant) => from({ verdict: verdictOf($grant) }, grantStatus) } },
      ApiKey: {
        plans: {
          status: ($key) =>
            from(
              {
                revokedAt: $key.get("revoked_at"),
                expiresAt: $key.get("expires_at"),
                provisionedAt: $key.get("provisioned_at"),
                deactivatedAt: applicationOf($key).get("deactivated_at"),
                verdict: verdictOfKey($key),
              },
              ({ expiresAt, ...key }) => keyStatus({ ...key, expiresAt: expiresAt && new Date(expiresAt) }),
            ),
          preview: ($key) =>
            from(
              {
                preview: $key.get("secret_preview"),
                owner: applicationOf($key).get("owner_id"),
                coOwners: applicationOf($key).get("co_owner_ids"),
                viewer: context().get("developerId"),
              },
              ({ preview, owner, coOwners, viewer }) =>
                owner === viewer || coOwners.includes(viewer) ? preview : null,
            ),
        },
      },
    },
  };
});

const preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  plugins: [derived],
  pgServices: [makePgService({ pool, schemas: ["public"] })],
  schema: { defaultBehavior: "-mutation" },
  grafast: {
    explain: false,
    async context({ node }) {
      const viewer = await authenticate(node.req.headers.authorization);
      return { developerId: viewer?.developerId ?? "", partnerId: viewer?.partnerId ?? "" };
    },
  },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
};
const server = http.createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(port, "127.0.0.1");
