import DataLoader from "dataloader";
import type { Filtered, List, ListOfEach } from "../application/queries/list.js";
import type { Page, Slice } from "../application/queries/page.js";
import type { ReadModel } from "../application/queries/read-model.js";
import { type UsageRange } from "../application/queries/usage.js";
import type { Viewer } from "../application/queries/viewer.js";
import type { OwnViews } from "../application/queries/views.js";
import type { Id, IdPrefix } from "../domain/id.js";
import type { Listed } from "./connection.js";
import { oneForEach } from "./execution/batched.js";
import { gatheredLoaders } from "./execution/gathered-loaders.js";
import { Primed } from "./execution/primed.js";
import { remembered } from "./execution/remembered.js";

type Ids<Prefix extends IdPrefix> = readonly Id<Prefix>[];

export type Loaders = ReturnType<typeof createLoaders>;

const nobody: Viewer = { developerId: "dev_", partnerId: null, isOperator: false };

/**
 * Gathers what a request's resolvers ask for into one statement for each kind of thing, however many rows there are.
 * They remember what they have read: use each set for one request only.
 */
export function createLoaders(
  { clientApplications, partners, developers, catalogue, accessTokens, gatewayTokens, usage }: ReadModel,
  viewer: Viewer | null,
  own?: OwnViews,
) {
  const as = viewer ?? nobody;
  const grant = byId((ids: Ids<"grt">) => clientApplications.grants(as, ids));
  const key = byId((ids: Ids<"key">) => clientApplications.keys(as, ids));
  const loaders = {
    developer: byId((ids: Ids<"dev">) => developers.byId(as, ids)),
    partner: byId((ids: Ids<"prt">) => partners.byId(as, ids)),
    namesakesOfPartner: grouped(
      (ids: Ids<"prt">) => partners.namesakesOf(as, ids),
      ({ ofId }) => ofId,
    ),
    proofsOfPartner: grouped(
      (ids: Ids<"prt">) => partners.domainProofsOf(as, ids),
      ({ partnerId }) => partnerId,
    ),
    application: byId((ids: Ids<"app">) => clientApplications.byId(as, ids)),
    grant,
    accessRequest: byId((ids: Ids<"req">) => clientApplications.requests(as, ids)),
    key,
    member: unique((ids: Ids<"dev">) => partners.membersById(as, ids), developerOf),
    joinRequest: unique((ids: Ids<"dev">) => partners.joinRequestsById(as, ids), developerOf),
    activityEntry: byId((ids: Ids<"act">) => partners.activityById(as, ids)),
    invitation: byId((ids: Ids<"inv">) => partners.invitationsById(as, ids)),
    accessToken: byId((ids: Ids<"pat">) => accessTokens.byId(as, ids)),
    gatewayToken: byId((ids: Ids<"gwt">) => gatewayTokens.byId(as, ids)),
    gatewayTokensOfEnvironment: grouped(
      (ids: Ids<"env">) => gatewayTokens.ofEnvironments(as, ids),
      ({ environmentId }) => environmentId,
    ),
    failureOfGrant: grouped(
      (ids: Ids<"grt">) => clientApplications.failuresOf(as, ids),
      ({ grantId }) => grantId,
    ),
    product: byId((ids: Ids<"prd">) => catalogue.products(ids)),
    ratePlan: byId((ids: Ids<"rpl">) => catalogue.ratePlans(as, ids)),
    productBySlug: unique((slugs) => catalogue.productsBySlug(slugs), slugOf),
    environment: byId((ids: Ids<"env">) => catalogue.environments(ids)),
    environmentBySlug: unique((slugs) => catalogue.environmentsBySlug(slugs), slugOf),
    grantsOfApplication: grouped(
      async (ids: Ids<"app">) => firstOf(grant, await clientApplications.grantsOf(as, ids)),
      ({ applicationId }) => applicationId,
    ),
    keysOfGrant: grouped(
      async (ids: Ids<"grt">) => firstOf(key, await clientApplications.keysOf(as, ids)),
      ({ grantId }) => grantId,
    ),
    apisOfProduct: mapped((ids: Ids<"prd">) => catalogue.apisOf(ids), []),
    activity: listedOfEach(as, clientApplications.activity),
    applications: listed(as, clientApplications.ofPartner),
    allApplications: listed(as, clientApplications.all),
    accessRequests: listed(as, clientApplications.accessRequests),
    provisioningFailures: listed(as, clientApplications.provisioningFailures),
    allPartners: listed(as, partners.all),
    members: listed(as, partners.members),
    joinRequests: listed(as, partners.joinRequests),
    invitations: listed(as, partners.invitations),
    partnerActivity: listed(as, partners.activity),
    accessTokens: listed(as, accessTokens.ofDeveloper),
    companyTokens: listed(as, accessTokens.ofPartner),
    products: listed(as, catalogue.allProducts),
    environments: listed(as, catalogue.allEnvironments),
    currentTerms: remembered(() => catalogue.currentTerms()),
    allTerms: remembered(() => catalogue.allTerms()),
    usageOfKey: remembered((range: UsageRange) =>
      grouped((ids: Ids<"key">) => usage.ofKeys(as, ids, range), idOf),
    ),
    usageOfGrant: remembered((range: UsageRange) =>
      grouped((ids: Ids<"grt">) => usage.ofGrants(as, ids, range), idOf),
    ),
    usageOfApplication: remembered((range: UsageRange) =>
      grouped((ids: Ids<"app">) => usage.ofApplications(as, ids, range), idOf),
    ),
    allApis: remembered(() => catalogue.allApis()),
  };
  if (own) {
    loaders.developer.prime(own.developer.id, own.developer);
    if (own.partner) loaders.partner.prime(own.partner.id, own.partner);
  }
  // What is gathered is what members see.
  const gathering = as.companyToken ? null : clientApplications.gathering;
  const listing = {
    ...loaders,
    products: noting(loaders.product, loaders.products),
    applications: noting(loaders.application, loaders.applications),
    allApplications: noting(loaders.application, loaders.allApplications),
    accessRequests: noting(loaders.accessRequest, loaders.accessRequests),
  };
  return { ...listing, ...gatheredLoaders(gathering, as, listing) };
}

const firstOf = <Row extends { readonly id: string }>(
  loader: Primed<Row["id"], Row | null>,
  rows: readonly Row[],
) => rows.map((row) => loader.first(row.id, row));

/** The list, whose rows are those that are found by their ids: products of a page embed one another. */
function noting<Wanted extends Filtered<object>, Row extends { readonly id: string }, Order extends string>(
  loader: Primed<Row["id"], Row | null>,
  { page, count }: Listed<Wanted, Row, Order>,
): Listed<Wanted, Row, Order> {
  return {
    async page(wanted, asked) {
      const found = await page(wanted, asked);
      return {
        ...found,
        rows: found.rows.map((each) => ({ ...each, row: loader.first(each.row.id, each.row) })),
      };
    },
    count,
  };
}

function byId<Key extends string, Row extends { readonly id: Key }>(
  load: (ids: readonly Key[]) => Promise<readonly Row[]>,
) {
  return unique(load, ({ id }) => id);
}

/** One row for each key, null where there is none to see. */
function unique<Key extends string, Row extends object>(
  load: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
) {
  const loader: Primed<Key, Row | null> = new Primed(() =>
    oneForEach(async (keys) => (await load(keys)).map((row) => loader.first(keyOf(row), row)), keyOf),
  );
  return loader;
}

const idOf = <Row extends { readonly id: string }>({ id }: Row): Row["id"] => id;
const developerOf = ({ developerId }: { readonly developerId: Id<"dev"> }) => developerId;
const slugOf = ({ slug }: { readonly slug: string }) => slug;

/** All rows of each parent. */
function grouped<Row, Parent extends string>(
  load: (ids: readonly Parent[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => Parent,
) {
  return new Primed(
    () =>
      new DataLoader<Parent, readonly Row[]>(async (ids) => {
        const rows = Map.groupBy(await load(ids), parentOf);
        return ids.map((id) => rows.get(id) ?? []);
      }),
  );
}

function mapped<Key extends string, Value>(
  load: (ids: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
  missing: Value,
) {
  return new DataLoader<Key, Value>(async (ids) => {
    const values = await load(ids);
    return ids.map((id) => values.get(id) ?? missing);
  });
}

/** A list as one viewer sees it: each page is read once, however many rows of the request lead to it. */
function listed<Wanted extends Filtered<object>, Row, Order extends string>(
  viewer: Viewer,
  list: List<Wanted, Row, Order>,
): Listed<Wanted, Row, Order> {
  return {
    page: remembered((wanted, page) => list.page(viewer, wanted, page)),
    count: remembered((wanted) => list.count(viewer, wanted)),
  };
}

/** The same page of many parents' lists is read at once. */
function listedOfEach<Filter extends object, Row, Order extends string, Parent extends string>(
  viewer: Viewer,
  list: ListOfEach<Filter, Row, Order, Parent>,
): Listed<Filtered<Filter> & { readonly parentId: Parent }, Row, Order> {
  const pages = remembered((filter: Filter, page: Page<Order>) =>
    mapped<Parent, Slice<Row>>((ids) => list.pages(viewer, ids, { filter }, page), {
      rows: [],
      hasMore: false,
    }),
  );
  const counts = remembered((filter: Filter) =>
    mapped((ids: readonly Parent[]) => list.counts(viewer, ids, { filter }), 0),
  );
  return {
    page: ({ parentId, filter }, page) => pages(filter, page).load(parentId),
    count: ({ parentId, filter }) => counts(filter).load(parentId),
  };
}
