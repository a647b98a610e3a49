import { describe, expect, it } from "@jest/globals";
import type { Id } from "../../src/domain/id.js";
import { platformConsole } from "../../src/domain/operator.js";
import { OperatorRole } from "../../src/domain/operator-role.js";
import { later, now } from "../support/domain.js";

const by = platformConsole();
const role = (developerId: Id<"dev"> | null = "dev_olga", grantedAt: Date | null = null) =>
  OperatorRole.fromState({ email: "olga@bank.example", developerId, grantedAt });

describe("R33 who is staff of the platform", () => {
  it("is granted once", () => {
    const olga = role();
    expect([olga.grant(by, now), olga.grant(by, later)]).toEqual([true, false]);
    expect(olga.state.grantedAt).toEqual(now);
    expect(olga.events.take()).toEqual([{ type: "OperatorGranted", developerId: "dev_olga" }]);
  });

  it("is granted to somebody who has not registered yet, without naming the address", () => {
    const olga = role(null);
    olga.grant(by, now);
    expect(olga.events.take()).toEqual([{ type: "OperatorGranted", developerId: null }]);
  });

  it("is revoked once, and can be granted again", () => {
    const olga = role("dev_olga", now);
    expect([olga.revoke(by), olga.revoke(by)]).toEqual([true, false]);
    expect(olga.state.grantedAt).toBeNull();
    expect(olga.events.take()).toEqual([
      { type: "OperatorRevoked", developerId: "dev_olga", isOwnWish: false },
    ]);
    expect(olga.grant(by, later)).toBe(true);
    expect(olga.state.grantedAt).toEqual(later);
  });

  it("is given up by whoever has it", () => {
    const olga = role("dev_olga", now);
    expect([olga.giveUp(), olga.giveUp()]).toEqual([true, false]);
    expect(olga.events.take()).toEqual([
      { type: "OperatorRevoked", developerId: "dev_olga", isOwnWish: true },
    ]);
  });
});
