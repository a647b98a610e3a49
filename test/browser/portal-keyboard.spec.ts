import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { overflows, sidewaysScrollers } from "../support/accessibility.js";
import { openBrowser } from "../support/browser.js";
import { openPortal, portalPaths } from "../support/portal.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
let kai: Person;

beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ settings: { OPERATOR_EMAILS: "olga@keyboard.example" } }),
    openBrowser(),
  ]);
  kai = await story.readyDeveloper("kai@keyboard.example");
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

/** What has the keyboard's focus, as it is read out, and whether a ring shows where it is. */
const focused = (page: Page) =>
  page.evaluate(`(() => {
    const it = document.activeElement;
    const name = it.ariaLabel ?? (it.labels?.[0] ?? it).textContent ?? "";
    const ring = getComputedStyle(it);
    return { name, isSeen: it.matches(":focus-visible") && (ring.outlineStyle !== "none" || ring.borderColor !== "") };
  })()`) as Promise<{ name: string; isSeen: boolean }>;

/** Goes on with the tabulator until what is meant has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (!name.test(now.name)) continue;
    expect(now).toMatchObject({ isSeen: true });
    return;
  }
  throw new Error(`${name} is not reached by the keyboard.`);
}

it("an application is created and its key viewed by the keyboard alone, on a telephone, in the dark, in German", async () => {
  const { page, faults } = await openPortal(browser, story, "kai@keyboard.example");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.evaluate(`localStorage.setItem("portico-language", "de")`);
  await page.reload();
  await page.getByRole("heading", { name: "Meine APIs" }).waitFor();
  expect(await page.evaluate("document.documentElement.dataset.mantineColorScheme")).toBe("dark");
  const { keyboard } = page;

  await tabTo(page, /^Neue Anwendung anlegen/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Neue Anwendung anlegen" }).waitFor();
  await tabTo(page, /^Webanwendung/);
  for (let down = 0; down < 3; down++) await keyboard.press("ArrowDown");
  await tabTo(page, /^Name/);
  await keyboard.type("Kais Konten");
  await tabTo(page, /^Beschreibung/);
  await keyboard.type("Zeigt Salden.");
  await tabTo(page, /^Accounts/);
  await keyboard.press("Space");
  await tabTo(page, /^Development/);
  await keyboard.press("Space");
  await tabTo(page, /^Anwendung anlegen/);
  await keyboard.press("Enter");
  await page.getByText("Alle Schlüssel, die keine Freigabe brauchen, sind aktiv.").waitFor();
  await tabTo(page, /^Zur Anwendung/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Kais Konten" }).waitFor();
  await page.getByLabel("API-Schlüssel für Accounts").waitFor();

  for (const secret of [/^ptc_sec_development_\w+$/, /^ptc_key_development_\w+$/]) {
    await tabTo(page, /^Ansehen/);
    await keyboard.press("Enter");
    await page.getByText(secret).waitFor();
    expect((await focused(page)).name).toBe("Verbergen");
  }
  expect(faults).toEqual([]);
});

it("no page scrolls sideways on the smallest telephone, nor does anything in it, in the longer language", async () => {
  const olga = await story.readyDeveloper("olga@keyboard.example");
  const { me } = await kai.data("{ me { partner { id applications { nodes { id } } } } }");
  const [application] = me.partner.applications.nodes;
  await kai.mutate(
    "addCoOwner",
    { clientApplicationId: application.id, developerId: (await olga.data("{ me { id } }")).me.id },
    "clientApplication { id }",
  );
  const { page } = await openPortal(browser, story, olga.email);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(`localStorage.setItem("portico-language", "de")`);
  const found: string[] = [];
  for (const path of portalPaths({ application: application.id, company: me.partner.id })) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    for (const row of await page.getByRole("button", { name: /^Schlüssel von .* zeigen$/ }).all())
      await row.click();
    if (await overflows(page)) found.push(`${path} is wider than the screen`);
    found.push(...(await sidewaysScrollers(page)).map((place) => `${path}: ${place}`));
  }
  expect(found).toEqual([]);
});

it("a page is printed without what can only be clicked, and with all that it says", async () => {
  const { page } = await openPortal(browser, story, "kai@keyboard.example");
  await page.getByRole("link", { name: "Kais Konten" }).click();
  await page.getByRole("heading", { level: 1, name: "Kais Konten" }).waitFor();
  await page.getByLabel("API key for Accounts").waitFor();
  expect(await page.getByRole("navigation").count()).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(await page.getByRole("button").count()).toBe(0);
  for (const text of ["Kais Konten", "Zeigt Salden.", "Development", "Live"])
    await page.getByText(text, { exact: true }).first().waitFor();
  // Nothing of it is cut off at the edge of the paper.
  await page.setViewportSize({ width: 794, height: 1123 });
  expect(await overflows(page)).toBe(false);
});
