export interface BatchOptions {
  /** How many statements are under way at a time. */
  readonly atOnce: number;
  /** How many questions one statement answers at most. */
  readonly most: number;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks by one statement what came while others were under way, and at once while there are fewer than so many. `ask`
 * resolves with one answer for each question, in their order. When a statement fails, whoever waits behind it hears so too,
 * and need not find out by themselves.
 */
export function inBatches<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { atOnce, most }: BatchOptions,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  let underWay = 0;

  function fail(batch: readonly Waiting<Question, Answer>[], error: unknown): void {
    for (const { reject } of batch) reject(error);
  }

  async function send(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    underWay += 1;
    try {
      const answers = await ask(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, place) => {
        resolve(answers[place] as Answer);
      });
    } catch (error) {
      fail(batch, error);
      fail(waiting.splice(0), error);
    }
    underWay -= 1;
    if (waiting.length > 0) next();
  }

  function next(): void {
    const batch = waiting.length > most ? waiting.splice(0, most) : waiting;
    if (batch === waiting) waiting = [];
    void send(batch);
  }

  return (question) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ question, resolve, reject });
    if (underWay < atOnce) next();
    return promise;
  };
}
