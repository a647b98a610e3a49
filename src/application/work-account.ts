import type { Balance, Payer, WorkBudget } from "./ports/work-budget.js";

/** The payer's budget does not hold what was to be spent. */
export class OverspentError extends Error {
  override name = "OverspentError";
  constructor(readonly balance: Balance) {
    super(`Your budget of work is used up for now. Try again in ${seconds(balance.resetSeconds)}.`);
  }
}

const seconds = (count: number) => (count === 1 ? "1 second" : `${count} seconds`);

/** What one request, or one connection, spends: on its address until it is known who asks, then on them. */
export class WorkAccount {
  private total = 0;
  private ofOperation: number | null = null;
  private current: Balance | undefined;

  constructor(
    private readonly budget: WorkBudget,
    private payer: Payer,
  ) {}

  /** Another account of the same payer, on which nothing has been spent. */
  another(): WorkAccount {
    const account = new WorkAccount(this.budget, this.payer);
    account.current = this.current;
    return account;
  }

  /** Points spent so far. */
  get spent(): number {
    return this.total;
  }

  /** Points of them spent on what the operation asks for; null before it is known. */
  get operationCost(): number | null {
    return this.ofOperation;
  }

  /** As of the last time that something was spent here, or before on the account that this is another of. */
  get balance(): Balance | undefined {
    return this.current;
  }

  /** Throws OverspentError; then nothing is spent. */
  async spend(points: number): Promise<void> {
    const { isSpent, balance } = await this.budget.spend(this.payer, points);
    this.current = balance;
    if (!isSpent) throw new OverspentError(balance);
    this.total += points;
  }

  /** The same for what the operation asks for. Throws OverspentError. */
  async spendOnOperation(points: number): Promise<void> {
    this.ofOperation = points;
    await this.spend(points);
  }

  /** From now on the developer, or the company, pays, also for what was spent so far. Throws OverspentError. */
  async identified(id: string, kind: "DEVELOPER" | "COMPANY" = "DEVELOPER"): Promise<void> {
    if (this.payer.kind !== "ADDRESS") return;
    const [address, points] = [this.payer, this.total];
    this.payer = { kind, id };
    this.total = 0;
    await this.budget.giveBack(address, points);
    await this.spend(points);
  }
}
