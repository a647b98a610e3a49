import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { faultsOfEveryPage } from "../support/looks.js";
import { type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
beforeAll(async () => {
  [story, browser] = await Promise.all([startStory(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

it("every page and mail is accessible on a phone in the dark, without an error or a request to anybody else", async () => {
  const { faults, looks } = await faultsOfEveryPage(browser, story, [{ scheme: "dark", width: 320 }]);
  expect(faults).toEqual([]);
  expect(looks).toBeGreaterThan(40);
});
