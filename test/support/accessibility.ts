import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * What axe finds wrong with the page as it is shown now, by WCAG 2.2 AA and what is good practice: rule and place of each. A mail
 * is part of a mail program's page, whose landmarks are not its own.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const tags = page.url() === "about:blank" ? wcag : [...wcag, "best-practice"];
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe);
  const found = await page.evaluate(`(async () => {
    const { violations } = await axe.run(document, { runOnly: ${JSON.stringify(tags)}, iframes: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target + ": " + failureSummary));
  })()`);
  return found as string[];
}

/** Whether something of the page is only reached by scrolling sideways (WCAG 2.2 §1.4.10). */
export async function overflows(page: Page): Promise<boolean> {
  return (await page.evaluate(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth",
  )) as boolean;
}

/** What inside the page can be scrolled sideways, in which something is hidden until then: the place of each. */
export async function sidewaysScrollers(page: Page): Promise<string[]> {
  const found = await page.evaluate(`[...document.querySelectorAll("*")]
    .filter((it) => it.scrollWidth > it.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(it).overflowX))
    .filter((it) => !/^(INPUT|TEXTAREA)$/.test(it.tagName) && it.checkVisibility())
    .map((it) => it.tagName.toLowerCase() + "." + it.className + ": " + it.textContent.slice(0, 60))`);
  return found as string[];
}
