import type { Em } from "../persistence/orm.js";
import { propertyNames } from "./property-names.js";

/** Typed SQL by entities' and properties' names; each query runs by itself, unless `em` has begun a transaction. */
export function readerOf(em: Em): Reader {
  return em.getKysely<undefined, typeof byProperty>().withPlugin(propertyNames(em));
}

const byProperty = { tableNamingStrategy: "entity", columnNamingStrategy: "property" } as const;

export type Reader = ReturnType<typeof mapped>;

/** For the type alone. */
function mapped(em: Em) {
  return em.getKysely<undefined, typeof byProperty>();
}
