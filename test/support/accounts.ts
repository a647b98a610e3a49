import type pg from "pg";
import { createSignInAccounts } from "../../src/infrastructure/identity/sign-in-accounts.js";

/** Each statement by itself, in no transaction. */
export function signInAccountsOn(pool: Pick<pg.Pool, "query">) {
  return createSignInAccounts(async (statement, parameters) => {
    const numbered = statement.split("?").reduce((before, after, index) => `${before}$${index}${after}`);
    return (await pool.query(numbered, parameters)).rows;
  });
}
