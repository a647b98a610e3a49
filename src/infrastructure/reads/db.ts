import type { Orm } from "../persistence/orm.js";

/** Typed SQL by entities' and properties' names; each query runs by itself, outside any transaction. */
export function readerOf(orm: Orm) {
  return orm.em.fork().getKysely({
    tableNamingStrategy: "entity",
    columnNamingStrategy: "property",
    convertValues: true,
  });
}

export type Reader = ReturnType<typeof readerOf>;
