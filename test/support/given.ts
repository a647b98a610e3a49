import { expect } from "@jest/globals";
import { DomainError, type Problem } from "../../src/domain/domain-error.js";
import type { UserErrorCode } from "../../src/domain/error-catalogue.js";

/** All that is said against `act`; fails when nothing is, or when it is said in no sentence. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    for (const { message } of error.problems) expect(message).toMatch(/^\S(?!.*( {2}| \.)).*[.)]$/s);
    return error.problems;
  }
  throw new Error("Nothing was refused.");
}

/** The codes with which `act` is refused, in order; fails when it is not. */
export function refusals(act: () => unknown): UserErrorCode[] {
  return problemsOf(act).map(({ code }) => code);
}

/** `act` is refused for exactly these reasons. */
export function expectRefused(act: () => unknown, ...codes: UserErrorCode[]): void {
  expect(refusals(act)).toEqual(codes);
}
