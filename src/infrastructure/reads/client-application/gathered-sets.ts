import type { ReadAlong } from "../../../application/queries/gathering.js";
import type {
  ApplicationView,
  EnvironmentView,
  KeyView,
  ProductView,
} from "../../../application/queries/views.js";
import { developerView } from "../developer/developer-view.js";
import { instant } from "../json-rows.js";
import { type PartnerRow, partnerView } from "../partner/partner-view.js";
import type { RequestRow } from "./access-request.js";
import { type GrantRow, grantView } from "./grant-view.js";

/** Columns by the properties that they become; null where there are no rows. */
type Columns = Readonly<Record<string, readonly unknown[] | null>>;
type Sets = Readonly<Record<string, Columns>> & { readonly count?: number };
type DeveloperRow = Parameters<typeof developerView>[0];
type RequestOfGrant = Omit<RequestRow<Date>, "partnerId" | "applicationId"> & { readonly grantId: string };

/** What the statement's JSON says. */
export function gatheredSets(json: string): { applications: ApplicationView[]; along: ReadAlong } {
  const sets: Sets = JSON.parse(json);
  const requests = Map.groupBy(rowsOf<RequestOfGrant>(sets.requests), ({ grantId }) => grantId);
  return {
    applications: rowsOf<ApplicationView>(sets.applications),
    along: {
      developers: rowsOf<DeveloperRow>(sets.developers).map(developerView),
      products: rowsOf<ProductView>(sets.products),
      grants: rowsOf<GrantRow>(sets.grants).map((row) => grantView(row, requests.get(row.id) ?? [])),
      environments: rowsOf<EnvironmentView>(sets.environments),
      keys: rowsOf<KeyView>(sets.keys),
      partners: rowsOf<PartnerRow>(sets.partners).map(partnerView),
      count: sets.count ?? null,
    },
  };
}

/** Instants are known by their properties' names. */
function rowsOf<Row>(columns: Columns | undefined): Row[] {
  const lists = Object.entries(columns ?? {}).map(
    ([property, values]) => [property, property.endsWith("At") ? values?.map(instant) : values] as const,
  );
  const count = lists[0]?.[1]?.length ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, unknown> = {};
    for (const [property, values] of lists) row[property] = values?.[index];
    return row as Row;
  });
}
