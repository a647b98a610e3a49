import { useSearchParams } from "react-router";
import type {
  ApplicationStatus,
  ApplicationType,
  ClientApplicationFilter,
  ClientApplicationOrder,
} from "../../api/gql/graphql";

const orders: readonly ClientApplicationOrder[] = [
  "NAME",
  "UPDATED_NEWEST",
  "UPDATED_OLDEST",
  "CREATED_NEWEST",
  "CREATED_OLDEST",
];
const types: readonly ApplicationType[] = ["WEB", "MOBILE", "DESKTOP", "SERVICE"];
const statuses: readonly ApplicationStatus[] = ["ACTIVE", "DEACTIVATED"];
const parameters = ["search", "mine", "type", "status", "environment", "product", "order"] as const;
type Parameter = (typeof parameters)[number];

/** What is looked for stands in the address bar, so that it can be kept, sent and gone back to. */
export function useWanted() {
  const [query, setQuery] = useSearchParams();
  const value = (name: Parameter) => query.get(name) ?? "";
  const oneOf = <Value extends string>(values: readonly Value[], name: Parameter) =>
    values.find((each) => each === value(name)) ?? null;

  const filter: ClientApplicationFilter = {};
  if (value("search")) filter.search = value("search");
  if (value("mine")) filter.ownedByMe = true;
  if (oneOf(types, "type")) filter.type = oneOf(types, "type");
  if (oneOf(statuses, "status")) filter.status = oneOf(statuses, "status");
  if (value("environment")) filter.environment = { slug: value("environment") };
  if (value("product")) filter.product = { slug: value("product") };

  return {
    value,
    filter,
    orderBy: oneOf(orders, "order") ?? "NAME",
    isFiltered: Object.keys(filter).length > 0,
    want(name: Parameter, wanted: string | null) {
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (wanted) next.set(name, wanted);
          else next.delete(name);
          return next;
        },
        { replace: name === "search" },
      );
    },
    clear: () => setQuery({}),
    orders,
    types,
    statuses,
  };
}
