import { expect } from "@jest/globals";
import { DomainError } from "../../src/domain/domain-error.js";
import type { UserErrorCode } from "../../src/domain/error-catalogue.js";

/** The codes with which `act` is refused, in order; fails when it is not. */
export function refusals(act: () => unknown): UserErrorCode[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code);
    throw error;
  }
  throw new Error("Nothing was refused.");
}

/** `act` is refused for exactly these reasons. */
export function expectRefused(act: () => unknown, ...codes: UserErrorCode[]): void {
  expect(refusals(act)).toEqual(codes);
}
