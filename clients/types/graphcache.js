import { relayPagination } from "@urql/exchange-graphcache/extras";
import { changes, embeddedTypes, foundById, goneFields, pagedFields } from "./generated/caching.js";
import { introspection } from "./generated/introspection.js";

const each = (names, made) => Object.fromEntries(names.map((name) => [name, made(name)]));

const lists = each(Object.keys(pagedFields), (type) => each(Object.keys(pagedFields[type]), () => pages()));
const lookUps = each(Object.keys(foundById), lookUp);

export const graphcacheConfig = {
  schema: introspection,
  keys: each(embeddedTypes, () => () => null),
  resolvers: { ...lists, Query: { ...lists.Query, ...lookUps } },
  updates: each(Object.keys(changes), (root) => each(changes[root], forgetsWhatIsGone)),
};

/**
 * urql's own `relayPagination`, with what it leaves out: lists that are asked for without arguments, the total, and that who
 * asked for edges knows nothing of nodes. What is gone from the cache is gone from its lists.
 */
function pages() {
  const joined = relayPagination();
  return (parent, variables, cache, info) => {
    const argumentsIfAny = Object.keys(variables).length > 0 ? variables : undefined;
    const fetched = cache.resolve(info.parentKey, info.fieldName, argumentsIfAny);
    if (typeof fetched !== "string") return joined(parent, variables, cache, info);
    const has = (field) => cache.resolve(fetched, field);
    const isThere = (key) => cache.resolve(key, "id") !== undefined;
    const { edges, nodes, ...page } = joined(parent, variables, cache, info) ?? {
      __typename: has("__typename"),
      edges: has("edges"),
      nodes: has("nodes"),
      pageInfo: has("pageInfo"),
    };
    return {
      ...page,
      totalCount: has("totalCount"),
      edges: has("edges") && edges.filter((edge) => isThere(cache.resolve(edge, "node"))),
      nodes: has("nodes") && nodes.filter(isThere),
    };
  };
}

/** What the cache has already, wherever it came from, is not asked for again. */
function lookUp(field) {
  return (_parent, variables, cache) =>
    cache.resolve("Query", field, variables) === null
      ? null
      : { __typename: foundById[field], id: variables.id };
}

function forgetsWhatIsGone(change) {
  return (result, _variables, cache) => {
    for (const [field, __typename] of Object.entries(goneFields)) {
      const id = result[change]?.[field];
      if (id) cache.invalidate({ __typename, id });
    }
  };
}
