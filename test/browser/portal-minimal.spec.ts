import { readdir, readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
// @ts-expect-error The example is plain JavaScript.
import { serve } from "../../examples/portal-minimal/serve.js";
import { freePort } from "../../src/infrastructure/free-port.js";
import { accessibilityProblems } from "../support/accessibility.js";
import { openBrowser } from "../support/browser.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
let server: Server;
let page: Page;
let ada: Person;
const mistakes: string[] = [];

beforeAll(async () => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  [story, browser] = await Promise.all([startStory({ settings: { CORS_ORIGINS: origin } }), openBrowser()]);
  server = serve(story.url, port);
  ada = await story.readyDeveloper("ada@minimal.example");
  page = await (await browser.newContext()).newPage();
  page.on("pageerror", ({ message }) => mistakes.push(message));
  await page.goto(origin);
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await story?.stop();
});

const button = (name: string) => page.getByRole("button", { name, exact: true });

it("has 200 lines at most", async () => {
  const folder = "examples/portal-minimal/";
  const names = (await readdir(folder)).filter((name) => name !== "README.md");
  const texts = await Promise.all(names.map((name) => readFile(folder + name, "utf8")));
  expect(texts.join("").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
});

it("signs in from another origin, and shows what is wrong where people look", async () => {
  await page.getByLabel("E-mail address").fill(ada.email);
  await page.getByLabel("Password").first().fill(password);
  await button("Sign in").click();
  await page.getByText("Ada Byron").waitFor();
  await page.getByLabel("Name").fill("A");
  await page.getByLabel("Description").fill("Shows balances.");
  await page.locator("[name=product]").selectOption("Accounts");
  await page.locator("[name=environment]").selectOption("Development");
  await button("Create").click();
  await page.getByRole("alert").getByText("3 to 80 characters").waitFor();
});

it("R18 creates an application, follows its key until it is live, and shows it to its owner", async () => {
  await page.getByLabel("Name").fill("Ledger");
  await button("Create").click();
  const key = page.getByRole("listitem").filter({ hasText: "Accounts in Development: ACTIVE" });
  await key.waitFor();
  await key.getByRole("button", { name: "View" }).click();
  await key.getByText(/ptc_key_development_\w{20,}/).waitFor();
  expect(await page.getByRole("alert").textContent()).toBe("");
});

it("R36 asks for the password where a sign-in is too long ago, and goes on then", async () => {
  const { pool } = story.services;
  await pool.query(`update auth.session set "createdAt" = now() - interval '1 hour', "steppedUpAt" = null`);
  await page.reload();
  await button("View").click();
  await page.getByRole("dialog").locator("input").fill(password);
  await button("Confirm").click();
  await page
    .getByRole("listitem")
    .getByText(/ptc_key_development_\w{20,}/)
    .waitFor();
});

it("is accessible, and ends what it has begun", async () => {
  expect(await accessibilityProblems(page)).toEqual([]);
  await button("Sign out").click();
  await button("Sign in").waitFor();
  expect(await page.content()).not.toContain("ptc_key_");
  expect(mistakes).toEqual([]);
});
