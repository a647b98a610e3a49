import type { UserErrorCode } from "./error-catalogue.js";

/** One thing that the caller can mend: `path` points into the command's input, outermost name first. */
export interface Problem {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path: readonly string[];
  /** Facts for codes whose reader needs data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The only error that the domain throws: at least one problem, all of one input together. */
export class DomainError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.code}: ${problem.message}`).join("; "));
    this.name = "DomainError";
    this.problems = problems;
  }
}

/** Refuses a command for one reason. */
export function refuse(
  code: UserErrorCode,
  message: string,
  path: readonly string[] = [],
  detail?: Problem["detail"],
): never {
  throw new DomainError([detail ? { code, message, path, detail } : { code, message, path }]);
}

/** Why `check` refuses, and the first reason where there are several; null when it does not. */
export function refusalOf(check: () => unknown): Problem | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems[0] ?? null;
  }
}

const aboutWhoAsks: ReadonlySet<UserErrorCode> = new Set([
  "NOT_AN_ADMIN",
  "NOT_AN_OPERATOR",
  "NOT_AN_OWNER",
  "OWN_PARTNER",
  "PARTNER_SUSPENDED",
]);

/** Whoever may not do it at all is told that alone: nothing in their input would mend it. */
function isAboutWhoAsks({ problems }: DomainError): boolean {
  return problems.some(
    ({ code, path }) => aboutWhoAsks.has(code) || (code === "NOT_A_MEMBER" && path.length === 0),
  );
}

/** Gathers the problems of one input, so that they are reported all at once. */
export class Problems {
  private readonly found: Problem[] = [];

  add(code: UserErrorCode, message: string, path: readonly string[] = []): void {
    this.found.push({ code, message, path });
  }

  /** The result of `check`; undefined when it refused, its problems kept. Throws what is about who asks. */
  check<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      return this.keep(error);
    }
  }

  /** The same for what takes time. */
  async wait<T>(check: () => Promise<T>): Promise<T | undefined> {
    try {
      return await check();
    } catch (error) {
      return this.keep(error);
    }
  }

  throwIfAny(): void {
    if (this.found.length > 0) this.throwAll();
  }

  /** One for each place: the first that was found there. */
  throwAll(): never {
    throw new DomainError(firstOfEachPlace(this.found));
  }

  private keep(error: unknown): undefined {
    if (!(error instanceof DomainError) || isAboutWhoAsks(error)) throw error;
    this.found.push(...error.problems);
  }
}

/** What each of them gives. Throws the problems of all of them. */
export function together<Results extends readonly unknown[]>(
  ...checks: { readonly [Index in keyof Results]: () => Results[Index] }
): Results {
  const problems = new Problems();
  const results = checks.map((check) => problems.check(check));
  problems.throwIfAny();
  return results as unknown as Results;
}

function firstOfEachPlace(problems: readonly Problem[]): Problem[] {
  const isSame = (one: Problem, other: Problem) => one.path.join(".") === other.path.join(".");
  return problems.filter(
    (each, index) => each.path.length === 0 || problems.findIndex((other) => isSame(each, other)) === index,
  );
}
