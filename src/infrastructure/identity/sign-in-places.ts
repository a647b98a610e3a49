import type { Pool } from "pg";
import type { SecretVault } from "../../application/ports/secret-vault.js";

export interface SignInPlaces {
  /**
   * Remembers that somebody signed in from this network address. Where it is new, and not the first, `tell` is asked before:
   * what fails is told again the next time.
   */
  note(userId: string, address: string, tell: () => Promise<void>): Promise<void>;
  /** Forgets the places that have not been seen for half a year. */
  forgetOld(): Promise<void>;
}

/** Kept as keyed hashes: what is in the database tells no address. */
export function createSignInPlaces(
  pool: Pick<Pool, "query">,
  { lookupHashes }: Pick<SecretVault, "lookupHashes">,
): SignInPlaces {
  return {
    async note(userId, address, tell) {
      const hashes = lookupHashes(`sign-in place of ${userId}: ${address}`);
      const { rows } = await pool.query<{ is_known: boolean }>(
        "select place = any ($2) as is_known from sign_in_place where user_id = $1",
        [userId, hashes],
      );
      if (rows.length > 0 && !rows.some(({ is_known }) => is_known)) await tell();
      await pool.query(
        `insert into sign_in_place (user_id, place, seen_at) values ($1, $2, now())
         on conflict (user_id, place) do update set seen_at = now()`,
        [userId, hashes[0]],
      );
    },

    async forgetOld() {
      await pool.query("delete from sign_in_place where seen_at < now() - interval '180 days'");
    },
  };
}
