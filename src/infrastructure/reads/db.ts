import type { Em } from "../persistence/orm.js";

/** Typed SQL by entities' and properties' names; each query runs by itself, unless `em` has begun a transaction. */
export function readerOf(em: Em) {
  return em.getKysely({
    tableNamingStrategy: "entity",
    columnNamingStrategy: "property",
    convertValues: true,
  });
}

export type Reader = ReturnType<typeof readerOf>;
