import type { Id } from "../../domain/id.js";

/** Keeps when access tokens were last used; no request waits for it. */
export interface TokenUse {
  note(tokenId: Id<"pat">, now: Date): void;
}
