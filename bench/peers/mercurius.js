/** Mercurius 16, with its loaders and its compiler (graphql-jit) from the first request on. */
import Fastify from "fastify";
import mercurius from "mercurius";
import {
  applicationStatus,
  authenticate,
  batches,
  connection,
  displayName,
  grantStatus,
  keyStatus,
  port,
  typeDefs,
} from "./common.js";

const opts = { cache: false };

/** One row, or one list of rows, for each object. */
const each = (name, idOf) => ({
  loader: (queries, { reads }) => reads[name](queries.map(({ obj }) => idOf(obj))),
  opts,
});

/** Rows of several ids for each object; an id that several have is read once. */
const several = (name, idsOf) => ({
  async loader(queries, { reads }) {
    const ids = [...new Set(queries.flatMap(({ obj }) => idsOf(obj)))];
    const rows = new Map((await reads[name](ids)).filter(Boolean).map((row) => [row.id, row]));
    return queries.map(({ obj }) => idsOf(obj).map((id) => rows.get(id)));
  },
  opts,
});

const one = (name, idOf) => {
  const { loader } = several(name, (object) => [idOf(object)]);
  return { loader: async (queries, context) => (await loader(queries, context)).map(([row]) => row), opts };
};

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  graphiql: false,
  cache: true,
  async context(request) {
    const viewer = await authenticate(request.headers.authorization);
    return { viewer, reads: viewer && batches(viewer) };
  },
  resolvers: {
    Query: {
      me: async (_, __, { viewer, reads }) => viewer && (await reads.developers([viewer.developerId]))[0],
    },
    Developer: { displayName },
    Partner: {
      details: (partner) => partner,
      applications: async ({ id }, { first, after }, { reads }) =>
        connection(await reads.applications(id, first, after), first, () => reads.count(id)),
    },
    ClientApplicationConnection: { totalCount: ({ totalCount }) => totalCount() },
    ClientApplication: {
      status: applicationStatus,
      createdAt: ({ createdAt }) => createdAt.toISOString(),
    },
    AccessGrant: { status: grantStatus },
    ApiKey: { status: (key) => keyStatus(key) },
  },
  loaders: {
    Developer: { partner: one("partners", ({ partnerId }) => partnerId) },
    ClientApplication: {
      owner: one("developers", ({ ownerId }) => ownerId),
      coOwners: several("developers", ({ coOwnerIds }) => coOwnerIds),
      products: several("products", ({ productIds }) => productIds),
      grants: each("grantsOf", ({ id }) => id),
    },
    AccessGrant: {
      environment: one("environments", ({ environmentId }) => environmentId),
      apiKeys: each("keysOf", ({ id }) => id),
    },
    ApiKey: { product: one("products", ({ productId }) => productId) },
  },
});
await app.listen({ port, host: "127.0.0.1" });
