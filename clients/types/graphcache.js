import { relayPagination } from "@urql/exchange-graphcache/extras";
import { changes, embeddedTypes, goneFields, pagedFields } from "./generated/caching.js";
import { introspection } from "./generated/introspection.js";

const each = (names, made) => Object.fromEntries(names.map((name) => [name, made(name)]));

export const graphcacheConfig = {
  schema: introspection,
  keys: each(embeddedTypes, () => () => null),
  resolvers: each(Object.keys(pagedFields), (type) =>
    each(Object.keys(pagedFields[type]), () => relayPagination()),
  ),
  updates: each(Object.keys(changes), (root) => each(changes[root], forgetsWhatIsGone)),
};

function forgetsWhatIsGone(change) {
  return (result, _variables, cache) => {
    for (const [field, __typename] of Object.entries(goneFields)) {
      const id = result[change]?.[field];
      if (id) cache.invalidate({ __typename, id });
    }
  };
}
