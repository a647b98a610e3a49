import { IsolationLevel } from "@mikro-orm/postgresql";
import type { ConsistentReads, ReadModel } from "../../application/queries/read-model.js";
import type { Orm } from "../persistence/orm.js";
import { readerOf } from "./db.js";
import { readModelOf } from "./read-model.js";

/** Within one snapshot of the database. */
export function createConsistentReads(orm: Orm): ConsistentReads {
  const options = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return (work) => orm.em.fork().transactional((em) => work(oneByOne(readModelOf(readerOf(em)))), options);
}

/** A transaction has one connection, which takes one statement at a time. */
function oneByOne(reads: ReadModel): ReadModel {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (read: unknown): unknown => {
    if (typeof read !== "function") return allInTurn(read as object);
    return (...args: unknown[]) => {
      const result = last.then(() => read(...args));
      last = result.catch(() => {});
      return result;
    };
  };
  const allInTurn = <Group extends object>(group: Group): Group =>
    Object.fromEntries(Object.entries(group).map(([name, read]) => [name, inTurn(read)])) as Group;
  return allInTurn(reads);
}
