import { EventLog } from "./event-log.js";
import type { Id } from "./id.js";
import type { Operator } from "./operator.js";

export interface OperatorRoleState {
  /** In compared form. */
  readonly email: string;
  /** Null while nobody has registered with the address. */
  readonly developerId: Id<"dev"> | null;
  /** Null while it is not granted here; the settings may name the address all the same. */
  readonly grantedAt: Date | null;
}

export type OperatorEvent =
  | { readonly type: "OperatorGranted"; readonly developerId: Id<"dev"> | null }
  | {
      readonly type: "OperatorRevoked";
      readonly developerId: Id<"dev"> | null;
      /** They have given it up themselves. */
      readonly isOwnWish: boolean;
    };

/** Whether the owner of an address was made staff of the platform, besides those that the settings name. */
export class OperatorRole {
  readonly events = new EventLog<OperatorEvent>();

  private constructor(private current: OperatorRoleState) {}

  static fromState(state: OperatorRoleState): OperatorRole {
    return new OperatorRole(state);
  }

  get state(): OperatorRoleState {
    return this.current;
  }

  /** Gives whether it is new. */
  grant(_by: Operator, now: Date): boolean {
    if (this.current.grantedAt) return false;
    this.current = { ...this.current, grantedAt: now };
    this.events.record({ type: "OperatorGranted", developerId: this.current.developerId });
    return true;
  }

  /** Gives whether it was granted. */
  revoke(_by: Operator): boolean {
    return this.end(false);
  }

  /** With the account that the address belongs to. Gives whether it was granted. */
  giveUp(): boolean {
    return this.end(true);
  }

  private end(isOwnWish: boolean): boolean {
    if (!this.current.grantedAt) return false;
    this.current = { ...this.current, grantedAt: null };
    this.events.record({ type: "OperatorRevoked", developerId: this.current.developerId, isOwnWish });
    return true;
  }
}
