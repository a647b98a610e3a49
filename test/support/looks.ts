import type { Browser, CDPSession, Page } from "playwright-core";
import { accessibilityProblems, overflows } from "./accessibility.js";
import { everyPage } from "./every-page.js";
import { pageFaults } from "./page-faults.js";
import type { Story } from "./story.js";

export interface View {
  readonly scheme: "light" | "dark";
  readonly width: number;
  /** Times the usual size of text; 1 when left out. */
  readonly text?: number;
}

/** What is wrong with any page in any of the views, and how many were looked at. */
export async function faultsOfEveryPage(browser: Browser, story: Story, views: readonly View[]) {
  const page = await (await browser.newContext({ baseURL: story.url })).newPage();
  const faults = pageFaults(page, story.url);
  const session = await page.context().newCDPSession(page);
  let looks = 0;
  await everyPage(page, story, `looks-${views.length}.example`, async (name) => {
    for (const view of views) {
      await show(page, session, view);
      const where = `${name} (${view.scheme}, ${view.width} px, text ${view.text ?? 1})`;
      if (await overflows(page)) faults.push(`${where}: scrolls sideways`);
      faults.push(...(await accessibilityProblems(page)).map((problem) => `${where}: ${problem}`));
      looks += 1;
    }
  });
  await page.context().close();
  return { faults, looks };
}

export async function show(
  page: Page,
  session: CDPSession,
  { scheme, width, text = 1 }: View,
): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 800 });
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16 * text, fixed: 13 * text } });
}
