import { describe, expect, it } from "@jest/globals";
import { stepsIn, type UsageRange, usagePoints } from "../../src/application/queries/usage.js";

const range = (from: string, to: string, step: UsageRange["step"]): UsageRange => ({
  from: new Date(from),
  to: new Date(to),
  step,
});
const count = (at: string, code: string, answers: number) => ({
  id: "key_1",
  at: new Date(at),
  code,
  answers,
});

describe("the points of a series", () => {
  it("are there for each whole step, also where nobody asked", () => {
    const hours = range("2026-03-01T09:59:59.999Z", "2026-03-01T12:00:00.000Z", "HOUR");
    expect(usagePoints(hours, []).map(({ at }) => at.toISOString())).toEqual([
      "2026-03-01T09:00:00.000Z",
      "2026-03-01T10:00:00.000Z",
      "2026-03-01T11:00:00.000Z",
    ]);
    const days = range("2026-03-28T23:00:00.000Z", "2026-03-30T00:00:00.001Z", "DAY");
    expect(usagePoints(days, []).map(({ at }) => at.toISOString())).toEqual([
      "2026-03-28T00:00:00.000Z",
      "2026-03-29T00:00:00.000Z",
      "2026-03-30T00:00:00.000Z",
    ]);
  });

  it("tell what was let in and what was refused, the most frequent reason first", () => {
    const at = "2026-03-01T09:00:00.000Z";
    const counts = [
      count(at, "EXPIRED", 2),
      count(at, "VALID", 7),
      count(at, "REVOKED", 5),
      count(at, "SUSPENDED", 2),
    ];
    expect(usagePoints(range(at, "2026-03-01T10:00:00.000Z", "HOUR"), counts)).toEqual([
      {
        at: new Date(at),
        allowed: 7,
        denied: 9,
        deniedByCode: [
          { code: "REVOKED", count: 5 },
          { code: "EXPIRED", count: 2 },
          { code: "SUSPENDED", count: 2 },
        ],
      },
    ]);
  });

  it("are none where a range ends before it begins", () => {
    expect(stepsIn(range("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z", "HOUR"))).toBe(0);
    expect(stepsIn(range("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "DAY"))).toBe(0);
    expect(stepsIn(range("2026-03-01T09:30:00Z", "2026-03-01T09:30:00.001Z", "HOUR"))).toBe(1);
  });
});
