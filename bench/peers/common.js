/** What all peers share: who asks, and the statements that dataloaders call. Each has the rights of its viewer in its `where`. */
import { createHmac, createSecretKey, hkdfSync } from "node:crypto";
import pg from "pg";

// biome-ignore lint/style/noProcessEnv: what the benchmark starts peers with
const { PORT, DATABASE_URL, SECRET_KEYS } = process.env;
export const port = Number(PORT);
export const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });

const material = Buffer.from(SECRET_KEYS.split(":")[1], "base64");
const pepper = createSecretKey(
  Buffer.from(hkdfSync("sha256", material, "", "portico/secrets/v1/hmac-sha-256", 32)),
);

/** Of the token in an Authorization header. */
export const hashOf = (header = "") =>
  createHmac("sha256", pepper).update(header.slice("Bearer ".length)).digest("base64url");

const names = new Map();

/** Rows of a prepared statement. */
export async function query(text, values) {
  if (!names.has(text)) names.set(text, `s${names.size}`);
  return (await pool.query({ name: names.get(text), text, values })).rows;
}

export async function authenticate(header) {
  const [viewer] = await query(
    `select d.id as "developerId", m.partner_id as "partnerId",
            exists (select from operator where operator.email = d.email) as "isOperator"
       from access_token as t
       join developer as d on d.id = t.developer_id
       join member as m on m.developer_id = d.id
      where t.hash = $1 and t.revoked_at is null and t.expires_at > now()`,
    [hashOf(header)],
  );
  return viewer ?? null;
}

/** Of one row for each id, null where there is none. */
export function oneForEach(rows, ids) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

export function allForEach(rows, key, ids) {
  const groups = Map.groupBy(rows, (row) => row[key]);
  return ids.map((id) => groups.get(id) ?? []);
}

const verdictOf =
  "(select verdict from access_request as r where r.grant_id = g.id order by r.id desc limit 1)";
const verdictOfKey = `(select verdict from access_request as r
  where r.grant_id = g.id and k.product_id = any(r.product_ids) order by r.id desc limit 1)`;

export const batches = ({ developerId, partnerId }) => ({
  developers: async (ids) =>
    oneForEach(
      await query(
        `select d.id, d.email, d.given_name as "givenName", d.family_name as "familyName", m.partner_id as "partnerId"
           from developer as d left join member as m on m.developer_id = d.id
          where d.id = any($1) and (d.id = $2 or m.partner_id = $3)`,
        [ids, developerId, partnerId],
      ),
      ids,
    ),
  partners: async (ids) =>
    oneForEach(
      await query(
        `select p.id, p.legal_name as "legalName",
                (select array_agg(domain order by domain) from partner_domain where partner_id = p.id) as domains
           from partner as p where p.id = any($1) and p.id = $2`,
        [ids, partnerId],
      ),
      ids,
    ),
  applications: (ofPartner, first, after) =>
    query(
      `select id, name, name_key as "nameKey", type, deactivated_at as "deactivatedAt", created_at as "createdAt",
              owner_id as "ownerId", co_owner_ids as "coOwnerIds", product_ids as "productIds"
         from client_application
        where partner_id = $1 and partner_id = $2 and ($4::text is null or (name_key, id) > ($4, $5))
        order by name_key, id limit $3`,
      [ofPartner, partnerId, first + 1, ...(positionOf(after) ?? [null, null])],
    ),
  async count(ofPartner) {
    const [row] = await query(
      "select count(*) as count from client_application where partner_id = $1 and partner_id = $2",
      [ofPartner, partnerId],
    );
    return Number(row.count);
  },
  products: async (ids) =>
    oneForEach(await query("select id, name from api_product where id = any($1)", [ids]), ids),
  environments: async (ids) =>
    oneForEach(await query("select id, name from api_environment where id = any($1)", [ids]), ids),
  grantsOf: async (ids) =>
    allForEach(
      await query(
        `select g.id, g.application_id as "applicationId", g.environment_id as "environmentId", ${verdictOf} as verdict
           from access_grant as g join client_application as a on a.id = g.application_id
          where g.application_id = any($1) and a.partner_id = $2 order by g.id`,
        [ids, partnerId],
      ),
      "applicationId",
      ids,
    ),
  keysOf: async (ids) =>
    allForEach(
      await query(
        `select k.id, k.grant_id as "grantId", k.product_id as "productId", k.revoked_at as "revokedAt",
                k.expires_at as "expiresAt", k.provisioned_at as "provisionedAt", ${verdictOfKey} as verdict,
                a.deactivated_at as "deactivatedAt",
                case when a.owner_id = $3 or $3 = any(a.co_owner_ids) then k.secret_preview end as preview
           from api_key as k
           join access_grant as g on g.id = k.grant_id
           join client_application as a on a.id = g.application_id
          where k.grant_id = any($1) and a.partner_id = $2 order by k.id`,
        [ids, partnerId, developerId],
      ),
      "grantId",
      ids,
    ),
});

export const typeDefs = /* GraphQL */ `
  scalar DateTime
  type Query { me: Developer }
  type Developer { id: ID! displayName: String! partner: Partner }
  type Partner {
    id: ID!
    domains: [String!]!
    details: CompanyDetails!
    applications(first: Int = 20, after: String): ClientApplicationConnection!
  }
  type CompanyDetails { legalName: String }
  type ClientApplicationConnection { totalCount: Int! edges: [ClientApplicationEdge!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type ClientApplicationEdge { cursor: String! node: ClientApplication! }
  enum ApplicationType { WEB MOBILE DESKTOP SERVICE }
  enum ApplicationStatus { ACTIVE DEACTIVATED }
  type ClientApplication {
    id: ID!
    name: String!
    type: ApplicationType!
    status: ApplicationStatus!
    createdAt: DateTime!
    owner: Developer!
    coOwners: [Developer!]!
    products: [ApiProduct!]!
    grants: [AccessGrant!]!
  }
  type ApiProduct { id: ID! name: String! }
  type ApiEnvironment { id: ID! name: String! }
  enum GrantStatus { AWAITING_APPROVAL APPROVED REJECTED }
  type AccessGrant { id: ID! status: GrantStatus! environment: ApiEnvironment! apiKeys: [ApiKey!]! }
  enum ApiKeyStatus { AWAITING_APPROVAL REJECTED PROVISIONING ACTIVE SUSPENDED REVOKED EXPIRED }
  type ApiKey { id: ID! status: ApiKeyStatus! preview: String product: ApiProduct! }
`;

export const displayName = ({ givenName, familyName, email }) =>
  givenName && familyName ? `${givenName} ${familyName}` : email.split("@")[0];

const cursorOf = ({ nameKey, id }) =>
  Buffer.from(JSON.stringify(["NAME", nameKey, id])).toString("base64url");
export const positionOf = (cursor) =>
  cursor == null ? null : JSON.parse(Buffer.from(cursor, "base64url")).slice(1);

export const applicationStatus = ({ deactivatedAt }) => (deactivatedAt ? "DEACTIVATED" : "ACTIVE");
export const grantStatus = ({ verdict }) => verdict ?? "AWAITING_APPROVAL";

export function keyStatus({ revokedAt, expiresAt, verdict, provisionedAt, deactivatedAt }) {
  if (revokedAt) return "REVOKED";
  if (expiresAt && expiresAt <= new Date()) return "EXPIRED";
  if (verdict === "REJECTED") return "REJECTED";
  if (!verdict) return "AWAITING_APPROVAL";
  if (!provisionedAt) return "PROVISIONING";
  return deactivatedAt ? "SUSPENDED" : "ACTIVE";
}

export function connection(rows, first, totalCount) {
  const shown = rows.slice(0, first);
  const last = shown.at(-1);
  return {
    totalCount,
    edges: shown.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last) : null },
  };
}

process.on("SIGTERM", () => process.exit(0));
