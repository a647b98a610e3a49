/** @jest-environment ./test/support/jest/document.js */
import { afterEach, describe, expect, it } from "@jest/globals";
import { fireEvent, screen } from "@testing-library/react";
import { instantOf } from "../../portal/src/pages/application/usage/when-of";
import { limitsInWords } from "../../portal/src/parts/rate-limits";
import { shown, When } from "../../portal/src/parts/when";
import { de } from "../../portal/src/texts/de";
import { en } from "../../portal/src/texts/en";
import { showPortal } from "./show-portal";

/** Spaces are of several widths. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const noon = new Date(2026, 10, 26, 12, 5).toISOString();

describe("dates and numbers are those of the reader's language", () => {
  it("an instant by the reader's clock, and a day without one", () => {
    expect(plain(shown(noon, "en"))).toBe("Nov 26, 2026, 12:05 PM");
    expect(plain(shown(noon, "de"))).toBe("26.11.2026, 12:05");
    expect(shown(noon, "en", true)).toBe("Nov 26, 2026");
    expect(shown(noon, "de", true)).toBe("26.11.2026");
  });

  it("an hour of usage by the reader's clock, and a day as it was counted, of UTC", () => {
    expect(plain(instantOf(noon, "HOUR", "en"))).toBe("Nov 26, 12:05 PM");
    expect(instantOf("2026-11-26T00:00:00.000Z", "DAY", "en")).toBe("Nov 26");
    expect(instantOf("2026-11-26T23:59:59.999Z", "DAY", "de")).toBe("26. Nov.");
  });

  it("rate limits in the largest unit that says them exactly", () => {
    const limits = [
      { requests: 600, seconds: 60 },
      { requests: 10_000, seconds: 86_400 },
      { requests: 5, seconds: 90 },
    ];
    expect(limitsInWords(limits, "en", en.rate)).toBe("600 in 1 minute, 10,000 in 1 day, 5 in 90 seconds");
    expect(limitsInWords(limits.slice(0, 2), "de", de.rate)).toMatch(/^600 .*1 Minute, 10\.000 .*1 Tag/);
  });

  it("how much of a list is there", () => {
    expect(en.common.of(20, 10_000)).toBe("20 of 10,000");
    expect(de.common.of(20, 10_000)).toBe("20 von 10.000");
  });
});

describe("in a page", () => {
  afterEach(() => localStorage.clear());

  it.each([
    ["en", "Nov 26, 2026"],
    ["de", "26.11.2026"],
  ])("the exact UTC is told by whatever points at an instant (%s)", async (language, day) => {
    localStorage.setItem("portico-language", language);
    await showPortal(<When at="2026-11-26T12:00:00.123Z" isDateOnly />);
    const time = await screen.findByText(day);
    expect(time.getAttribute("datetime")).toBe("2026-11-26T12:00:00.123Z");
    fireEvent.mouseEnter(time);
    await screen.findByText("2026-11-26 12:00:00 UTC");
  });

  it("what has not happened has no time", async () => {
    const { container } = await showPortal(<When at={null} />);
    expect(container.querySelector("time")).toBeNull();
    screen.getByText("Never");
  });
});
