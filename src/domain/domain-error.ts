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

/** Gathers the problems of one input, so that they are reported all at once. */
export class Problems {
  private readonly found: Problem[] = [];

  add(code: UserErrorCode, message: string, path: readonly string[] = []): void {
    this.found.push({ code, message, path });
  }

  /** The result of `check`; undefined when it refused, its problems kept. */
  check<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.found.push(...error.problems);
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new DomainError(this.found);
  }
}
