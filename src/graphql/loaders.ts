import DataLoader from "dataloader";
import type { List, ListOfEach } from "../application/queries/list.js";
import type { Page, Slice } from "../application/queries/page.js";
import type { ReadModel } from "../application/queries/read-model.js";
import type { Viewer } from "../application/queries/viewer.js";
import type { Listed } from "./connection.js";

export type Loaders = ReturnType<typeof createLoaders>;

const nobody: Viewer = { developerId: "", partnerId: null, isOperator: false };

/**
 * Gathers what a request's resolvers ask for into one statement for each kind of thing, however many rows there are.
 * They remember what they have read: use each set for one request only.
 */
export function createLoaders(
  { clientApplications, partners, developers, catalogue, accessTokens }: ReadModel,
  viewer: Viewer | null,
) {
  const as = viewer ?? nobody;
  return {
    developer: byId((ids) => developers.byId(as, ids)),
    partner: byId((ids) => partners.byId(as, ids)),
    application: byId((ids) => clientApplications.byId(as, ids)),
    grant: byId((ids) => clientApplications.grants(as, ids)),
    accessRequest: byId((ids) => clientApplications.requests(as, ids)),
    key: byId((ids) => clientApplications.keys(as, ids)),
    invitation: byId((ids) => partners.invitationsById(as, ids)),
    accessToken: byId((ids) => accessTokens.byId(as, ids)),
    failureOfGrant: grouped(
      (ids) => clientApplications.failuresOf(as, ids),
      ({ grantId }) => grantId,
    ),
    product: byId((ids) => catalogue.products(ids)),
    environment: byId((ids) => catalogue.environments(ids)),
    grantsOfApplication: grouped(
      (ids) => clientApplications.grantsOf(as, ids),
      ({ applicationId }) => applicationId,
    ),
    keysOfGrant: grouped(
      (ids) => clientApplications.keysOf(as, ids),
      ({ grantId }) => grantId,
    ),
    apisOfProduct: mapped((ids) => catalogue.apisOf(ids), []),
    activity: listedOfEach(as, clientApplications.activity),
    applications: listed(as, clientApplications.ofPartner),
    accessRequests: listed(as, clientApplications.accessRequests),
    provisioningFailures: listed(as, clientApplications.provisioningFailures),
    members: listed(as, partners.members),
    invitations: listed(as, partners.invitations),
    partnerActivity: listed(as, partners.activity),
    accessTokens: listed(as, accessTokens.ofDeveloper),
    products: listed(as, catalogue.allProducts),
    environments: listed(as, catalogue.allEnvironments),
    currentTerms: remembered(() => catalogue.currentTerms()),
  };
}

/** One row for each id, null where there is none to see. */
function byId<Row extends { readonly id: string }>(
  load: (ids: readonly string[]) => Promise<readonly Row[]>,
) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const rows = new Map((await load(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

/** All rows of each parent. */
function grouped<Row>(
  load: (ids: readonly string[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
) {
  return new DataLoader<string, readonly Row[]>(async (ids) => {
    const rows = Map.groupBy(await load(ids), parentOf);
    return ids.map((id) => rows.get(id) ?? []);
  });
}

function mapped<Value>(
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  missing: Value,
) {
  return new DataLoader<string, Value>(async (ids) => {
    const values = await load(ids);
    return ids.map((id) => values.get(id) ?? missing);
  });
}

/** A list as one viewer sees it: each page is read once, however many rows of the request lead to it. */
function listed<Wanted, Row, Order extends string>(
  viewer: Viewer,
  list: List<Wanted, Row, Order>,
): Listed<Wanted, Row, Order> {
  return {
    page: remembered((wanted, page) => list.page(viewer, wanted, page)),
    count: remembered((wanted) => list.count(viewer, wanted)),
  };
}

/** The same page of many parents' lists is read at once. */
function listedOfEach<Row, Order extends string>(
  viewer: Viewer,
  list: ListOfEach<Row, Order>,
): Listed<string, Row, Order> {
  const pages = remembered((page: Page<Order>) =>
    mapped<Slice<Row>>((ids) => list.pages(viewer, ids, page), { rows: [], hasNext: false }),
  );
  const counts = mapped((ids) => list.counts(viewer, ids), 0);
  return {
    page: (parentId, page) => pages(page).load(parentId),
    count: (parentId) => counts.load(parentId),
  };
}

/** Loads once for each set of arguments, told apart by their JSON. */
function remembered<Arguments extends readonly unknown[], Value>(
  load: (...args: Arguments) => Value,
): (...args: Arguments) => Value {
  const loaded = new Map<string, Value>();
  return (...args) => {
    const key = JSON.stringify(args);
    const value = loaded.get(key) ?? load(...args);
    loaded.set(key, value);
    return value;
  };
}
