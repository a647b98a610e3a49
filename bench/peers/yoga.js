/** GraphQL Yoga 5, Pothos and dataloader; parsed and validated documents are kept. */
import http from "node:http";
import SchemaBuilder from "@pothos/core";
import DataLoader from "dataloader";
import { createYoga } from "graphql-yoga";
import {
  applicationStatus,
  authenticate,
  batches,
  connection,
  displayName,
  grantStatus,
  keyStatus,
  port,
} from "./common.js";

const b = new SchemaBuilder({});
b.scalarType("DateTime", { serialize: (date) => date.toISOString() });
const ApplicationStatus = b.enumType("ApplicationStatus", { values: ["ACTIVE", "DEACTIVATED"] });
const ApplicationType = b.enumType("ApplicationType", { values: ["WEB", "MOBILE", "DESKTOP", "SERVICE"] });
const GrantStatus = b.enumType("GrantStatus", { values: ["AWAITING_APPROVAL", "APPROVED", "REJECTED"] });
const KeyStatus = b.enumType("ApiKeyStatus", {
  values: ["AWAITING_APPROVAL", "REJECTED", "PROVISIONING", "ACTIVE", "SUSPENDED", "REVOKED", "EXPIRED"],
});
const Developer = b.objectRef("Developer");
const Partner = b.objectRef("Partner");
const Details = b.objectRef("CompanyDetails");
const Connection = b.objectRef("ClientApplicationConnection");
const Edge = b.objectRef("ClientApplicationEdge");
const PageInfo = b.objectRef("PageInfo");
const Application = b.objectRef("ClientApplication");
const Product = b.objectRef("ApiProduct");
const Environment = b.objectRef("ApiEnvironment");
const Grant = b.objectRef("AccessGrant");
const Key = b.objectRef("ApiKey");

b.queryType({
  fields: (t) => ({
    me: t.field({
      type: Developer,
      nullable: true,
      resolve: (_, __, { viewer, loaders }) => viewer && loaders.developer.load(viewer.developerId),
    }),
  }),
});
Developer.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    displayName: t.string({ resolve: displayName }),
    partner: t.field({
      type: Partner,
      nullable: true,
      resolve: ({ partnerId }, _, { loaders }) => loaders.partner.load(partnerId),
    }),
  }),
});
Partner.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    domains: t.exposeStringList("domains"),
    details: t.field({ type: Details, resolve: (partner) => partner }),
    applications: t.field({
      type: Connection,
      args: { first: t.arg.int({ defaultValue: 20 }), after: t.arg.string() },
      resolve: async ({ id }, { first, after }, { reads }) =>
        connection(await reads.applications(id, first, after), first, () => reads.count(id)),
    }),
  }),
});
Details.implement({ fields: (t) => ({ legalName: t.exposeString("legalName", { nullable: true }) }) });
Connection.implement({
  fields: (t) => ({
    totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }),
    edges: t.field({ type: [Edge], resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: PageInfo, resolve: ({ pageInfo }) => pageInfo }),
  }),
});
PageInfo.implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage"),
    endCursor: t.exposeString("endCursor", { nullable: true }),
  }),
});
Edge.implement({
  fields: (t) => ({
    cursor: t.exposeString("cursor"),
    node: t.field({ type: Application, resolve: ({ node }) => node }),
  }),
});
Application.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    type: t.field({ type: ApplicationType, resolve: ({ type }) => type }),
    status: t.field({ type: ApplicationStatus, resolve: applicationStatus }),
    createdAt: t.field({ type: "DateTime", resolve: ({ createdAt }) => createdAt }),
    owner: t.field({
      type: Developer,
      resolve: ({ ownerId }, _, { loaders }) => loaders.developer.load(ownerId),
    }),
    coOwners: t.field({
      type: [Developer],
      resolve: ({ coOwnerIds }, _, { loaders }) => loaders.developer.loadMany(coOwnerIds),
    }),
    products: t.field({
      type: [Product],
      resolve: ({ productIds }, _, { loaders }) => loaders.product.loadMany(productIds),
    }),
    grants: t.field({ type: [Grant], resolve: ({ id }, _, { loaders }) => loaders.grantsOf.load(id) }),
  }),
});
Product.implement({ fields: (t) => ({ id: t.exposeID("id"), name: t.exposeString("name") }) });
Environment.implement({ fields: (t) => ({ id: t.exposeID("id"), name: t.exposeString("name") }) });
Grant.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    status: t.field({ type: GrantStatus, resolve: grantStatus }),
    environment: t.field({
      type: Environment,
      resolve: ({ environmentId }, _, { loaders }) => loaders.environment.load(environmentId),
    }),
    apiKeys: t.field({ type: [Key], resolve: ({ id }, _, { loaders }) => loaders.keysOf.load(id) }),
  }),
});
Key.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    status: t.field({ type: KeyStatus, resolve: (key) => keyStatus(key) }),
    preview: t.exposeString("preview", { nullable: true }),
    product: t.field({
      type: Product,
      resolve: ({ productId }, _, { loaders }) => loaders.product.load(productId),
    }),
  }),
});

const loadersOf = (reads) => ({
  developer: new DataLoader(reads.developers),
  partner: new DataLoader(reads.partners),
  product: new DataLoader(reads.products),
  environment: new DataLoader(reads.environments),
  grantsOf: new DataLoader(reads.grantsOf),
  keysOf: new DataLoader(reads.keysOf),
});

const yoga = createYoga({
  schema: b.toSchema(),
  logging: false,
  graphiql: false,
  landingPage: false,
  maskedErrors: true,
  async context({ request }) {
    const viewer = await authenticate(request.headers.get("authorization") ?? "");
    const reads = viewer && batches(viewer);
    return { viewer, reads, loaders: reads && loadersOf(reads) };
  },
});
http.createServer(yoga).listen(port, "127.0.0.1");
