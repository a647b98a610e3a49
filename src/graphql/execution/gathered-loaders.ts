import type { Along, Gathering, ReadAlong } from "../../application/queries/gathering.js";
import type { Filtered } from "../../application/queries/list.js";
import type { Page } from "../../application/queries/page.js";
import type {
  AccessRequestFilter,
  AgeOrder,
  AnyApplicationFilter,
  ApplicationOrder,
  ProvisioningFailureFilter,
  WantedApplications,
} from "../../application/queries/read-model.js";
import type { RegisteredApplication } from "../../application/queries/registered-application.js";
import type { Viewer } from "../../application/queries/viewer.js";
import type {
  AccessRequestView,
  ApplicationView,
  DeveloperView,
  EnvironmentView,
  GrantView,
  KeyView,
  PartnerView,
  ProductView,
  ProvisioningFailureView,
} from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import type { Listed } from "../connection.js";
import { oneForEach } from "./batched.js";
import type { Primed } from "./primed.js";
import { remembered } from "./remembered.js";

/** Loaders by single ids, which what was gathered is given to. */
interface Plain {
  readonly application: Primed<Id<"app">, ApplicationView | null>;
  readonly developer: Primed<Id<"dev">, DeveloperView | null>;
  readonly product: Primed<Id<"prd">, ProductView | null>;
  readonly environment: Primed<Id<"env">, EnvironmentView | null>;
  readonly grantsOfApplication: Primed<Id<"app">, readonly GrantView[]>;
  readonly keysOfGrant: Primed<Id<"grt">, readonly KeyView[]>;
  readonly grant: Primed<Id<"grt">, GrantView | null>;
  readonly key: Primed<Id<"key">, KeyView | null>;
  readonly partner: Primed<Id<"prt">, PartnerView | null>;
}

type Applications = Listed<WantedApplications, ApplicationView, ApplicationOrder>;
type AllApplications = Listed<Filtered<AnyApplicationFilter>, ApplicationView, ApplicationOrder>;
type AccessRequests = Listed<Filtered<AccessRequestFilter>, AccessRequestView, AgeOrder>;
type ProvisioningFailures = Listed<Filtered<ProvisioningFailureFilter>, ProvisioningFailureView, AgeOrder>;

interface Lists {
  readonly applications: Applications;
  readonly allApplications: AllApplications;
  readonly accessRequests: AccessRequests;
  readonly provisioningFailures: ProvisioningFailures;
}

export interface GatheredLoaders {
  /** One application, with what will be asked of it. */
  applicationAlong(id: Id<"app">, along: Along): Promise<ApplicationView | null>;
  /** The same of one that was registered just now: what is known of it is not read. */
  registeredAlong(registered: RegisteredApplication, along: Along): Promise<ApplicationView | null>;
  /** Those of a partner, with what will be asked of them. */
  applicationsAlong(along: Along): Applications;
  /** Those of all partners, with what will be asked of them. */
  allApplicationsAlong(along: Along): AllApplications;
  /** What applications ask for, with what will be asked of these. */
  accessRequestsAlong(along: Along): AccessRequests;
  /** What fails, with what will be asked of the applications. */
  provisioningFailuresAlong(along: Along): ProvisioningFailures;
}

/** Each page, and all single applications of which the same is asked, by one statement; `null` reads each thing by itself. */
export function gatheredLoaders(
  gathering: Gathering<WantedApplications, ApplicationOrder> | null,
  viewer: Viewer,
  loaders: Plain & Lists,
): GatheredLoaders {
  const oneByOne = (id: Id<"app">) => loaders.application.load(id);
  if (!gathering)
    return {
      applicationAlong: oneByOne,
      registeredAlong: known(loaders, oneByOne),
      applicationsAlong: () => loaders.applications,
      allApplicationsAlong: () => loaders.allApplications,
      accessRequestsAlong: () => loaders.accessRequests,
      provisioningFailuresAlong: () => loaders.provisioningFailures,
    };

  const byId = remembered((along: Along) =>
    oneForEach(
      async (ids: readonly Id<"app">[]) => {
        const { found, along: read } = await gathering.applications(viewer, ids, along);
        return prime(loaders, found, along, read);
      },
      ({ id }) => id,
    ),
  );
  const counts = new Map<string, number>();
  const page = remembered(async (along: Along, wanted: WantedApplications, asked: Page<ApplicationOrder>) => {
    const { found, along: read } = await gathering.page(viewer, wanted, asked, along);
    const rows = found.rows.map(({ row }) => row);
    const applications = prime(loaders, rows, along, read);
    if (read.count !== null) counts.set(JSON.stringify(wanted), read.count);
    return {
      ...found,
      rows: found.rows.map((each, place) => ({ ...each, row: applications[place] ?? each.row })),
    };
  });
  /** A list of what belongs to applications: each page, and then all that will be asked of its applications. */
  function followed<Wanted extends Filtered<object>, Row, Order extends string>(
    { page, count }: Listed<Wanted, Row, Order>,
    applicationOf: (row: Row) => Id<"app">,
  ) {
    return (along: Along): Listed<Wanted, Row, Order> => ({
      async page(wanted, asked) {
        const found = await page(wanted, asked);
        const applications = new Set(found.rows.map(({ row }) => applicationOf(row)));
        if (asksForMore(along)) await byId(along).loadMany([...applications]);
        return found;
      },
      count,
    });
  }
  const applicationAlong = (id: Id<"app">, along: Along) => byId(along).load(id);
  return {
    applicationAlong,
    registeredAlong: known(loaders, applicationAlong),
    applicationsAlong: (along) => ({
      page: (wanted, asked) => page(along, wanted, asked),
      count: async (wanted) => counts.get(JSON.stringify(wanted)) ?? loaders.applications.count(wanted),
    }),
    allApplicationsAlong: followed(loaders.allApplications, ({ id }) => id),
    accessRequestsAlong: followed(loaders.accessRequests, ({ applicationId }) => applicationId),
    provisioningFailuresAlong: followed(loaders.provisioningFailures, ({ applicationId }) => applicationId),
  };
}

/** What is known of an application, unless more is asked: then it is read with that. */
function known(
  loaders: Plain,
  applicationAlong: GatheredLoaders["applicationAlong"],
): GatheredLoaders["registeredAlong"] {
  const nothing = { developers: [], products: [], environments: [], partners: [], count: null };
  return async ({ application, grants, keys }, along) => {
    if (along.owners || along.products || along.environments || along.partners)
      return applicationAlong(application.id, along);
    prime(loaders, [application], { ...along, grants: true, keys: true }, { ...nothing, grants, keys });
    return application;
  };
}

/** More than the applications themselves. */
function asksForMore({ count: _, unread: __, ...sets }: Along): boolean {
  return Object.values(sets).includes(true);
}

/** What was read already is not read again. Gives the applications as they were read first. */
function prime(
  loaders: Plain,
  found: readonly ApplicationView[],
  along: Along,
  read: ReadAlong,
): readonly ApplicationView[] {
  for (const developer of read.developers) loaders.developer.prime(developer.id, developer);
  for (const product of read.products) loaders.product.prime(product.id, product);
  for (const environment of read.environments) loaders.environment.prime(environment.id, environment);
  for (const partner of read.partners) loaders.partner.prime(partner.id, partner);
  const applications = found.map((each) => loaders.application.first(each.id, each));
  const grants = read.grants.map((each) => loaders.grant.first(each.id, each));
  const keys = read.keys.map((each) => loaders.key.first(each.id, each));
  if (along.grants) {
    const ofApplications = Map.groupBy(grants, ({ applicationId }) => applicationId);
    for (const { id } of found) loaders.grantsOfApplication.prime(id, ofApplications.get(id) ?? []);
  }
  if (along.keys) {
    const ofGrants = Map.groupBy(keys, ({ grantId }) => grantId);
    for (const { id } of grants) loaders.keysOfGrant.prime(id, ofGrants.get(id) ?? []);
  }
  return applications;
}
