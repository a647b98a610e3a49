import { expect } from "@jest/globals";

/** What is seen of an application at one moment. */
export interface Look {
  readonly owner: string | undefined;
  readonly coOwners: readonly (string | undefined)[];
  readonly isDeactivated: boolean;
  /** By the key's id. */
  readonly statuses: ReadonlyMap<string, string>;
  /** The hashes that a gateway accepts, of keys and of client secrets, also of those on their way out. */
  readonly accepted: readonly string[];
}

/** What holds whatever the commands were, and without the model: all that was seen of one application so far. */
export class History {
  private readonly revoked = new Set<string>();
  private readonly dead = new Set<string>();
  private lastAccepted: readonly string[] = [];

  /** Fails when it cannot follow what was seen before. */
  add(look: Look): void {
    this.expectOneOwner(look);
    this.expectRevokedForGood(look);
    if (look.isDeactivated) expectNone("accepted while deactivated", look.accepted);
    else this.expectNothingRisen(look);
  }

  /** R20. */
  private expectOneOwner({ owner, coOwners }: Look): void {
    const all = [owner, ...coOwners];
    if (!owner || new Set(all).size < all.length) expect(all).toEqual("one owner, and nobody twice");
  }

  /** R27. */
  private expectRevokedForGood({ statuses }: Look): void {
    const alive = [...this.revoked].filter((id) => (statuses.get(id) ?? "REVOKED") !== "REVOKED");
    expectNone("no longer revoked", alive);
    for (const [id, status] of statuses) if (status === "REVOKED") this.revoked.add(id);
  }

  /** R25, R29, R30: what has once stopped working, but for a deactivation, never works again. */
  private expectNothingRisen({ accepted }: Look): void {
    expectNone(
      "accepted again",
      accepted.filter((hash) => this.dead.has(hash)),
    );
    for (const hash of this.lastAccepted) if (!accepted.includes(hash)) this.dead.add(hash);
    this.lastAccepted = accepted;
  }
}

function expectNone(what: string, found: readonly string[]): void {
  if (found.length > 0) expect({ [what]: found }).toEqual({ [what]: [] });
}
