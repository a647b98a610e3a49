import type { Transaction } from "../../application/ports/unit-of-work.js";
import type { Em } from "./orm.js";

const mappers = new WeakMap<Transaction, Em>();

/** The transaction, for those who ask `mapperOf` for what it runs on. */
export function withMapper(transaction: Transaction, em: Em): Transaction {
  mappers.set(transaction, em);
  return transaction;
}

/** For what belongs to the same transaction, and no repository does. */
export function mapperOf(transaction: Transaction): Em {
  const em = mappers.get(transaction);
  if (!em) throw new Error("This is no transaction of the database.");
  return em;
}
