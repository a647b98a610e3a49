import { relayStylePagination } from "@apollo/client/utilities";
import {
  embeddedTypes,
  foundById,
  goneFields,
  identifiedTypes,
  pagedFields,
  wholeLists,
} from "./generated/caching.js";

const identified = identifiedTypes.map((name) => [name, { keyFields: ["id"] }]);
const embedded = embeddedTypes.map((name) => [name, { keyFields: false, merge: false }]);
const policies = Object.fromEntries([...identified, ...embedded]);
for (const [type, fields] of Object.entries(wholeLists))
  addFields(
    type,
    fields.map((field) => [field, { merge: false }]),
  );
for (const [type, fields] of Object.entries(pagedFields))
  addFields(
    type,
    Object.entries(fields).map(([field, keyArgs]) => [field, pages(keyArgs)]),
  );
const lookUps = Object.entries(foundById).map(([field, __typename]) => [field, lookUp(__typename)]);
Object.assign(policies.Query.fields, Object.fromEntries(lookUps));

export const typePolicies = policies;

function addFields(type, fields) {
  policies[type] = {
    ...policies[type],
    fields: { ...policies[type]?.fields, ...Object.fromEntries(fields) },
  };
}

/** What the cache has already, wherever it came from, is not asked for again. */
function lookUp(__typename) {
  return {
    read: (existing, { args, toReference }) =>
      existing === undefined ? toReference({ __typename, id: args.id }) : existing,
  };
}

/** Apollo's own policy for `edges`, and the same for `nodes`. */
function pages(keyArgs) {
  const byEdges = relayStylePagination(keyArgs);
  return {
    ...byEdges,
    merge(existing, incoming, options) {
      const merged = byEdges.merge(existing, incoming, options);
      return incoming?.nodes
        ? { ...merged, nodes: joined(existing?.nodes, incoming.nodes, options) }
        : merged;
    },
  };
}

function joined(existing = [], incoming, { args, readField }) {
  const arrived = new Set(incoming.map((each) => readField("id", each)));
  const others = existing.filter((each) => !arrived.has(readField("id", each)));
  if (args?.after) return [...others, ...incoming];
  return args?.before ? [...incoming, ...others] : incoming;
}

export function forgetWhatIsGone(cache, change) {
  let isAnythingGone = false;
  for (const [field, __typename] of Object.entries(goneFields)) {
    const id = change?.[field];
    if (id && cache.evict({ id: cache.identify({ __typename, id }) })) isAnythingGone = true;
  }
  // Which also takes what is reached by no query, such as what a mutation has just made.
  if (isAnythingGone) cache.gc();
}
