/** Apollo Server 5 on Fastify, plain resolvers, Kysely and dataloader. */
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import DataLoader from "dataloader";
import Fastify from "fastify";
import { Kysely, PostgresDialect, sql } from "kysely";
import {
  allForEach,
  applicationStatus,
  connection,
  displayName,
  grantStatus,
  hashOf,
  keyStatus,
  oneForEach,
  pool,
  port,
  positionOf,
  typeDefs,
} from "./common.js";

const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
const anyOf = (ids) => sql`any(${ids}::text[])`;

const authenticate = (header) =>
  db
    .selectFrom("access_token as t")
    .innerJoin("developer as d", "d.id", "t.developer_id")
    .innerJoin("member as m", "m.developer_id", "d.id")
    .where("t.hash", "=", hashOf(header))
    .where("t.revoked_at", "is", null)
    .where("t.expires_at", ">", sql`now()`)
    .select(["d.id as developerId", "m.partner_id as partnerId"])
    .executeTakeFirst();

const verdictOf = sql`(select verdict from access_request as r where r.grant_id = g.id order by r.id desc limit 1)`;
const verdictOfKey = sql`(select verdict from access_request as r
  where r.grant_id = g.id and k.product_id = any(r.product_ids) order by r.id desc limit 1)`;
const domains = sql`(select array_agg(domain order by domain) from partner_domain where partner_id = p.id)`;

const loadersOf = ({ developerId, partnerId }) => ({
  developer: new DataLoader(async (ids) => {
    const rows = await db
      .selectFrom("developer as d")
      .leftJoin("member as m", "m.developer_id", "d.id")
      .where("d.id", "=", anyOf(ids))
      .where((e) => e.or([e("d.id", "=", developerId), e("m.partner_id", "=", partnerId)]))
      .select(["d.id", "d.email", "d.given_name as givenName", "d.family_name as familyName"])
      .select("m.partner_id as partnerId")
      .execute();
    return oneForEach(rows, ids);
  }),
  partner: new DataLoader(async (ids) => {
    const rows = await db
      .selectFrom("partner as p")
      .where("p.id", "=", anyOf(ids))
      .where("p.id", "=", partnerId)
      .select(["p.id", "p.legal_name as legalName", domains.as("domains")])
      .execute();
    return oneForEach(rows, ids);
  }),
  product: new DataLoader(async (ids) =>
    oneForEach(
      await db.selectFrom("api_product").where("id", "=", anyOf(ids)).select(["id", "name"]).execute(),
      ids,
    ),
  ),
  environment: new DataLoader(async (ids) =>
    oneForEach(
      await db.selectFrom("api_environment").where("id", "=", anyOf(ids)).select(["id", "name"]).execute(),
      ids,
    ),
  ),
  grantsOf: new DataLoader(async (ids) => {
    const rows = await db
      .selectFrom("access_grant as g")
      .innerJoin("client_application as a", "a.id", "g.application_id")
      .where("g.application_id", "=", anyOf(ids))
      .where("a.partner_id", "=", partnerId)
      .orderBy("g.id")
      .select(["g.id", "g.application_id as applicationId", "g.environment_id as environmentId"])
      .select(verdictOf.as("verdict"))
      .execute();
    return allForEach(rows, "applicationId", ids);
  }),
  keysOf: new DataLoader(async (ids) => {
    const preview = sql`case when a.owner_id = ${developerId} or ${developerId} = any(a.co_owner_ids)
      then k.secret_preview end`;
    const rows = await db
      .selectFrom("api_key as k")
      .innerJoin("access_grant as g", "g.id", "k.grant_id")
      .innerJoin("client_application as a", "a.id", "g.application_id")
      .where("k.grant_id", "=", anyOf(ids))
      .where("a.partner_id", "=", partnerId)
      .orderBy("k.id")
      .select(["k.id", "k.grant_id as grantId", "k.product_id as productId", "k.revoked_at as revokedAt"])
      .select(["k.expires_at as expiresAt", "k.provisioned_at as provisionedAt"])
      .select(["a.deactivated_at as deactivatedAt", verdictOfKey.as("verdict"), preview.as("preview")])
      .execute();
    return allForEach(rows, "grantId", ids);
  }),
});

const resolvers = {
  Query: { me: (_, __, { viewer, loaders }) => viewer && loaders.developer.load(viewer.developerId) },
  Developer: {
    displayName,
    partner: ({ partnerId }, _, { loaders }) => loaders.partner.load(partnerId),
  },
  Partner: {
    details: (partner) => partner,
    async applications({ id }, { first, after }, { viewer }) {
      const ofPartner = db
        .selectFrom("client_application")
        .where("partner_id", "=", id)
        .where("partner_id", "=", viewer.partnerId);
      const position = positionOf(after);
      const rows = await ofPartner
        .$if(position !== null, (s) => s.where(sql`(name_key, id) > (${position?.[0]}, ${position?.[1]})`))
        .orderBy("name_key")
        .orderBy("id")
        .limit(first + 1)
        .select(["id", "name", "name_key as nameKey", "type", "deactivated_at as deactivatedAt"])
        .select(["created_at as createdAt", "owner_id as ownerId", "co_owner_ids as coOwnerIds"])
        .select("product_ids as productIds")
        .execute();
      const count = async () =>
        Number((await ofPartner.select((e) => e.fn.countAll().as("count")).executeTakeFirst()).count);
      return connection(rows, first, count);
    },
  },
  ClientApplication: {
    status: applicationStatus,
    createdAt: ({ createdAt }) => createdAt.toISOString(),
    owner: ({ ownerId }, _, { loaders }) => loaders.developer.load(ownerId),
    coOwners: ({ coOwnerIds }, _, { loaders }) => loaders.developer.loadMany(coOwnerIds),
    products: ({ productIds }, _, { loaders }) => loaders.product.loadMany(productIds),
    grants: ({ id }, _, { loaders }) => loaders.grantsOf.load(id),
  },
  AccessGrant: {
    status: grantStatus,
    environment: ({ environmentId }, _, { loaders }) => loaders.environment.load(environmentId),
    apiKeys: ({ id }, _, { loaders }) => loaders.keysOf.load(id),
  },
  ApiKey: {
    status: (key) => keyStatus(key),
    product: ({ productId }, _, { loaders }) => loaders.product.load(productId),
  },
};

const app = Fastify();
const server = new ApolloServer({
  typeDefs,
  resolvers,
  persistedQueries: false,
  introspection: false,
  plugins: [ApolloServerPluginLandingPageDisabled(), fastifyApolloDrainPlugin(app)],
});
await server.start();
app.post(
  "/graphql",
  fastifyApolloHandler(server, {
    async context({ headers }) {
      const viewer = await authenticate(headers.authorization);
      return { viewer, loaders: viewer && loadersOf(viewer) };
    },
  }),
);
await app.listen({ port, host: "127.0.0.1" });
