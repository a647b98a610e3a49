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
  const inTurn = <Group extends object>(group: Group): Group => {
    const methods = Object.entries(group).map(([name, read]: [string, (...args: unknown[]) => unknown]) => [
      name,
      (...args: unknown[]) => {
        const result = last.then(() => read(...args));
        last = result.catch(() => {});
        return result;
      },
    ]);
    return Object.fromEntries(methods) as Group;
  };
  return {
    clientApplications: inTurn(reads.clientApplications),
    partners: inTurn(reads.partners),
    developers: inTurn(reads.developers),
    catalogue: inTurn(reads.catalogue),
    accessTokens: inTurn(reads.accessTokens),
  };
}
