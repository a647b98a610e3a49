import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { faultsOfEveryPage, type View } from "../support/looks.js";
import { type Story, startStory } from "../support/story.js";

/** As light as white text on it allows (BRAND_COLOR), and as dark as can be. */
const colors = ["#767676", "#000000"];
const views: View[] = (["light", "dark"] as const).flatMap((scheme) => [
  { scheme, width: 1280 },
  { scheme, width: 320 },
  { scheme, width: 1280, text: 2 },
  { scheme, width: 320, text: 2 },
]);

let browser: Browser;
let story: Story | undefined;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => story?.stop());

it.each(colors)(
  "every page and mail is accessible in any view, in the colours of a platform with %s",
  async (color) => {
    const settings = { BRAND_NAME: "Volksbank Rheinland-Pfälzischer Genossenschaften", BRAND_COLOR: color };
    story = await startStory({ settings });
    const { faults, looks } = await faultsOfEveryPage(browser, story, views);
    expect(faults).toEqual([]);
    expect(looks).toBeGreaterThan(40 * views.length);
  },
);

it("every page and mail is accessible on a phone in the dark, in the product's own colours", async () => {
  story = await startStory();
  const { faults, looks } = await faultsOfEveryPage(browser, story, [{ scheme: "dark", width: 320 }]);
  expect(faults).toEqual([]);
  expect(looks).toBeGreaterThan(40);
});
