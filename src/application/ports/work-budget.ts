/**
 * Who pays for work: the network address that it is asked from, an IPv6 one with all of its /64, or once it is
 * known who asks a developer, or the company of its token.
 */
export interface Payer {
  readonly kind: "ADDRESS" | "DEVELOPER" | "COMPANY";
  readonly id: string;
}

/** What a payer has left. Work is counted in points, each about 10 µs of one core's time. */
export interface Balance {
  readonly payer: Payer["kind"];
  /** Points that may be spent in each window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the next window begins; never 0. */
  readonly resetSeconds: number;
}

/** What each payer may have worked in a window of time, the same for every way in. */
export interface WorkBudget {
  /** Takes the points if there are as many, else nothing. */
  spend(payer: Payer, points: number): Promise<{ readonly isSpent: boolean; readonly balance: Balance }>;
  giveBack(payer: Payer, points: number): Promise<void>;
}
