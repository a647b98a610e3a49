/**
 * `npm run screenshots`: the pictures of `docs/screenshots`, of the portal as it is now. `npm run screenshots --
 * <folder>`: every page there (or those whose name begins with a second argument), on a desktop and on a phone, light and dark, in
 * both languages, to be looked at.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../../test/support/browser.js";
import { openPortal } from "../../test/support/portal.js";
import { pagesOf } from "./pages.js";
import { asPalette } from "./palette.js";
import { type Stage, setStage } from "./stage.js";

interface View {
  readonly scheme: "light" | "dark";
  readonly size: "desktop" | "phone";
  readonly language: "en" | "de";
}

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** What the documentation shows, in English. */
const documented = ["create", "my-apis", "application", "application-usage", "operator-access-requests"];

const everyView: readonly View[] = (["desktop", "phone"] as const).flatMap((size) =>
  (["light", "dark"] as const).flatMap((scheme) =>
    (["en", "de"] as const).map((language) => ({ size, scheme, language })),
  ),
);

const [folder, only] = process.argv.slice(2);
const target = folder ?? "docs/screenshots";
await mkdir(target, { recursive: true });
const [stage, browser] = await Promise.all([setStage(), openBrowser()]);
try {
  await takeAll(browser, stage);
} finally {
  await browser.close();
  await stage.stop();
}

async function takeAll(browser: Browser, stage: Stage): Promise<void> {
  const pages = {
    owner: (await openPortal(browser, stage.story, stage.owner)).page,
    operator: (await openPortal(browser, stage.story, stage.operator)).page,
  };
  for (const { name, path, by } of pagesOf(stage)) {
    if (folder ? !name.startsWith(only ?? "") : !documented.includes(name)) continue;
    const views = folder ? everyView : everyView.filter(({ language }) => language === "en");
    for (const view of views) {
      const picture = await asPalette(await take(pages[by], path, view, name));
      const suffix = folder ? `-${view.size}-${view.scheme}-${view.language}` : suffixOf(view);
      await writeFile(join(target, `${name}${suffix}.png`), picture);
    }
  }
}

function suffixOf({ size, scheme }: View): string {
  return [size === "phone" && "-phone", scheme === "dark" && "-dark"].filter(Boolean).join("");
}

async function take(page: Page, path: string, view: View, name: string): Promise<Buffer> {
  await page.emulateMedia({ colorScheme: view.scheme, reducedMotion: "reduce" });
  await page.setViewportSize(sizes[view.size]);
  await page.evaluate(`localStorage.setItem("portico-language", "${view.language}")`);
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  if (name === "my-apis")
    await page
      .getByRole("row", { name: /Ledger/ })
      .locator("[aria-expanded]")
      .click();
  await page.waitForTimeout(300);
  return page.screenshot({ fullPage: folder !== undefined });
}
