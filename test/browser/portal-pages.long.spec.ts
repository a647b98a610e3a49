import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { accessibilityProblems, overflows, sidewaysScrollers } from "../support/accessibility.js";
import { openBrowser } from "../support/browser.js";
import { show, type View } from "../support/looks.js";
import { openPortal, portalPaths } from "../support/portal.js";
import { byId } from "../support/references.js";
import { type Story, startStory } from "../support/story.js";

const views: View[] = (["light", "dark"] as const).flatMap((scheme) => [
  { scheme, width: 1280 },
  { scheme, width: 1024 },
  { scheme, width: 320 },
]);
const operator = "olga@pages.example";

let browser: Browser;
let story: Story;
let application: string;
let company: string;
beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ settings: { OPERATOR_EMAILS: operator } }),
    openBrowser(),
  ]);
  const olga = await story.readyDeveloper(operator);
  const { accounts = "", uat = "", production = "" } = story.catalogue;
  const { id } = await olga.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "WEB",
    authentication: "AUTHORIZATION_CODE",
    redirectUrls: ["https://app.pages.example/callback"],
    products: byId(accounts),
    environments: byId(uat, production),
  });
  application = id;
  const ada = await story.readyDeveloper("ada@elsewhere.example");
  company = (await ada.data("{ me { partner { id } } }")).me.partner.id;
  await olga.mutate("suspendPartner", { partnerId: company, reason: "They asked for it." }, "partner { id }");
  await olga.mutate(
    "createGatewayToken",
    { environmentId: production, name: "Edge", expiresInDays: 30 },
    "gatewayToken { id }",
  );
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

it("every page of the portal is accessible in both schemes, wide and narrow, and asks nobody else", async () => {
  const { page, faults } = await openPortal(browser, story, operator);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const session = await page.context().newCDPSession(page);
  const problems: string[] = [];
  for (const path of portalPaths({ application, company })) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    for (const view of views) {
      await show(page, session, view);
      const where = `${path} (${view.scheme}, ${view.width} px)`;
      if (await overflows(page)) problems.push(`${where}: scrolls sideways`);
      problems.push(...(await sidewaysScrollers(page)).map((place) => `${where}: scrolls inside: ${place}`));
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${where}: ${problem}`));
    }
  }
  expect(problems).toEqual([]);
  expect(faults).toEqual([]);
}, 900_000);
