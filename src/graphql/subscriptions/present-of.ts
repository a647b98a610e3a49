import type { Changes } from "../../application/ports/change-feed.js";
import { notFound } from "../errors.js";

/** What `read` finds, while the changes are listened to already; no longer when it fails. Throws NOT_FOUND. */
export async function presentOf<State extends object>(
  changes: Changes<unknown>,
  noun: string,
  read: () => Promise<State | null>,
): Promise<State> {
  try {
    const state = await read();
    if (!state) throw notFound(noun);
    return state;
  } catch (error) {
    await changes.return?.();
    throw error;
  }
}
