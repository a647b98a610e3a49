import DataLoader from "dataloader";
import type { Page, Slice } from "../application/queries/page.js";
import type { ApplicationFilter, ApplicationOrder, ReadModel } from "../application/queries/read-model.js";
import type { Viewer } from "../application/queries/viewer.js";
import type { ActivityView } from "../application/queries/views.js";

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
  const activityPages = new Map<string, DataLoader<string, Slice<ActivityView>>>();
  return {
    developer: byId((ids) => developers.byId(as, ids)),
    partner: byId((ids) => partners.byId(as, ids)),
    application: byId((ids) => clientApplications.byId(as, ids)),
    grant: byId((ids) => clientApplications.grants(as, ids)),
    accessRequest: byId((ids) => clientApplications.requests(as, ids)),
    key: byId((ids) => clientApplications.keys(as, ids)),
    invitation: byId((ids) => partners.invitations(as, ids)),
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
    activityCount: mapped((ids) => clientApplications.countActivity(as, ids), 0),
    /** The same page of many applications' audit trails. */
    activity(page: Page) {
      const key = JSON.stringify(page);
      const found = activityPages.get(key);
      if (found) return found;
      const loader = mapped((ids) => clientApplications.activity(as, ids, page), {
        rows: [],
        hasNext: false,
      });
      activityPages.set(key, loader);
      return loader;
    },
    /** Lists of a partner: read once, however many rows of the request lead back to it. */
    members: remembered((partnerId: string, page: Page) => partners.members(as, partnerId, page)),
    invitations: remembered((partnerId: string, page: Page) => partners.invitationPage(as, partnerId, page)),
    invitationCount: remembered((partnerId: string) => partners.countInvitations(as, partnerId)),
    memberCount: remembered((partnerId: string) => partners.countMembers(as, partnerId)),
    partnerActivity: remembered((partnerId: string, page: Page) => partners.activity(as, partnerId, page)),
    partnerActivityCount: remembered((partnerId: string) => partners.countActivity(as, partnerId)),
    applications: remembered(
      (partnerId: string, filter: ApplicationFilter, order: ApplicationOrder, page: Page) =>
        clientApplications.page(as, partnerId, filter, order, page),
    ),
    applicationCount: remembered((partnerId: string, filter: ApplicationFilter) =>
      clientApplications.count(as, partnerId, filter),
    ),
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

/** Loads once for each set of arguments, told apart by their JSON. */
function remembered<Arguments extends readonly unknown[], Value>(
  load: (...args: Arguments) => Promise<Value>,
): (...args: Arguments) => Promise<Value> {
  const loading = new Map<string, Promise<Value>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const found = loading.get(key) ?? load(...args);
    loading.set(key, found);
    return found;
  };
}
