import { describe, expect, it } from "@jest/globals";
import {
  type Had,
  type MailLimit,
  mailLimits,
  wayOut,
  withOneMore,
} from "../../src/application/notices/mail-limits.js";
import { now } from "../support/domain.js";

const limit: MailLimit = { atOnce: 2, firstPause: 5, longestPause: 15, several: "NEWEST" };
const minutesLater = (minutes: number, since = now) => new Date(since.getTime() + minutes * 60_000);
const sent = (times: number): Had | null =>
  Array.from({ length: times }).reduce<Had | null>((had) => withOneMore(limit, had, now), null);

describe("what a mailbox gets of a template", () => {
  it("goes out as it comes, up to the limit", () => {
    expect([wayOut(limit, null, 2, now), wayOut(limit, sent(1), 1, now)]).toEqual(["EACH", "EACH"]);
  });

  it("is one mail when more has come than the limit allows", () => {
    expect([wayOut(limit, null, 3, now), wayOut(limit, sent(1), 2, now)]).toEqual(["AS_ONE", "AS_ONE"]);
  });

  it("comes after pauses that double, up to the longest", () => {
    const pauses = [2, 3, 4, 5].map((times) => wayOut(limit, sent(times), 1, now));
    expect(pauses).toEqual([5, 10, 15, 15].map((minutes) => ({ notBefore: minutesLater(minutes) })));
    expect(wayOut(limit, sent(2), 40, minutesLater(5))).toBe("AS_ONE");
  });

  it("goes out as it comes again once there was none for long", () => {
    expect(wayOut(limit, sent(50), 2, minutesLater(30))).toBe("EACH");
    expect(withOneMore(limit, sent(50), minutesLater(30)).sent).toBe(1);
  });
});

/** How many mails one mailbox gets of a template when somebody asks for one every second, for so many hours. */
function mailsIn(hours: number, each: MailLimit): Date[] {
  const times: Date[] = [];
  let had: Had | null = null;
  for (let second = 0; second < hours * 3600; second += 1) {
    const at = new Date(now.getTime() + second * 1000);
    if (typeof wayOut(each, had, 1, at) === "object") continue;
    had = withOneMore(each, had, at);
    times.push(at);
  }
  return times;
}

describe("whoever asks for a mail every second", () => {
  it.each(Object.entries(mailLimits))("causes few %s", (_template, each) => {
    expect(mailsIn(1, each).length).toBeLessThanOrEqual(each.atOnce + 8);
    expect(mailsIn(1 / 60, each).length).toBeLessThanOrEqual(each.atOnce);
  });

  it.each([
    ["verify-email", 24],
    ["move-address", 24],
    ["reset-password", 1],
  ] as const)("cannot make a mailbox be without a link that works: %s", (template, hours) => {
    const times = mailsIn(30, mailLimits[template]);
    const gaps = times.slice(1).map((at, index) => at.getTime() - (times[index]?.getTime() ?? 0));
    expect(Math.max(...gaps)).toBeLessThan((hours * 3_600_000) / 1.9);
  });
});
