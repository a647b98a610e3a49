import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { openPortal, type PortalTab } from "../support/portal.js";
import { type Person, type Story, startStory } from "../support/story.js";

const name = "Ledger of Ada";
let story: Story;
let browser: Browser;
let ada: PortalTab;
let bob: Person;

beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ settings: { OPERATOR_EMAILS: "olga@bank-of-portal.example" } }),
    openBrowser(),
  ]);
  await story.signUp("ada@portal.example");
  ada = await openPortal(browser, story, "ada@portal.example");
});

afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

const button = (page: Page, label: string) => page.getByRole("button", { name: label, exact: true });

/** The part of an application's page that is about an environment. */
const environment = (page: Page, label: string) => page.getByRole("region", { name: label });

it("R10 says what is missing, with what is wrong at its field, and takes it in one sitting", async () => {
  const { page } = ada;
  await page.waitForURL("**/welcome");
  await page.getByLabel("Given name").fill("Ada");
  await page.getByLabel("Family name").fill("Byron");
  await page.getByLabel("Job title").fill("Engineer");
  await button(page, "Save").first().click();
  await page.getByText("Your profile is complete").waitFor();
  await page.getByLabel("Legal name").fill("Portal Ltd");
  await page.getByLabel("Website").fill("portal.example");
  await page.getByLabel("Country").fill("NL");
  await page.getByLabel("Contact address").fill("it@portal.example");
  await button(page, "Save").click();
  await page.getByText("The website must be an absolute http or https address").waitFor();
  expect(await page.getByLabel("Website").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Website").fill("https://portal.example");
  await button(page, "Save").click();
  await page.getByText("Your company's details are complete").waitFor();
  await page.getByRole("button", { name: /^Accept version/ }).click();
  await page.getByText("You are ready.").waitFor();
});

it("R12 R13 an application is created, and its keys are followed until they are live", async () => {
  const { page } = ada;
  await page.goto("/");
  await page.getByRole("link", { name: "Create a new application" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByText("This name is free.").waitFor();
  await page.getByLabel("Description and purpose").fill("Shows balances.");
  await page.getByLabel("Redirect URL 1").fill("http://portal.example/callback");
  await page.getByText(/https/).last().waitFor();
  await page.getByLabel("Redirect URL 1").fill("https://app.portal.example/callback");
  await page.getByText("This one is accepted.").waitFor();
  await page.getByRole("checkbox", { name: "Accounts", exact: true }).check();
  await page.getByRole("checkbox", { name: "Transfers", exact: true }).check();
  for (const label of [/^Development/, /^UAT/, /^Production/])
    await page.getByRole("checkbox", { name: label }).check();
  await button(page, "Create application").click();
  await page.getByText("All keys that need no approval are live.").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "Go to the application" }).click();
  await environment(page, "Development").getByText("Live").first().waitFor();
  expect(await environment(page, "Production").getByText("Awaiting approval").count()).toBeGreaterThan(0);
});

it("R18 R19 its owner views a key, which shows nothing of it once it is hidden", async () => {
  const { page } = ada;
  const key = environment(page, "Development").getByLabel("API key for Accounts");
  const before = (await key.textContent()) ?? "";
  await environment(page, "Development")
    .getByRole("row", { name: /Accounts/ })
    .getByRole("button", { name: "View" })
    .click();
  await button(page, "Hide").waitFor();
  const shown = (await key.textContent()) ?? "";
  expect(shown).toMatch(/^ptc_key_development_/);
  expect(shown.startsWith(before.split("…", 1)[0] ?? "-")).toBe(true);
  await button(page, "Hide").click();
  expect(await page.content()).not.toContain(shown);
  expect(await page.title()).not.toContain("ptc_");
});

it("R18 a colleague sees the application, and neither its credentials nor what only owners may do", async () => {
  bob = await story.readyDeveloper("bob@portal.example");
  const { page, faults } = await openPortal(browser, story, bob.email);
  await page.getByRole("link", { name }).click();
  await page.getByText("Only its owners can change it").waitFor();
  expect(await button(page, "View").count()).toBe(0);
  expect(await button(page, "Revoke").count()).toBe(0);
  expect(await page.getByRole("tab", { name: "Settings" }).count()).toBe(0);
  await page.context().close();
  expect(faults).toEqual([]);
});

it("R17 an operator's decision is seen in the owner's tab as it is made", async () => {
  await story.signUp("olga@bank-of-portal.example");
  const operator = await openPortal(browser, story, "olga@bank-of-portal.example");
  await operator.page.goto("/operator/access-requests");
  const request = operator.page.getByRole("article", { name });
  await request.getByText("Portal Ltd").waitFor();
  await request.getByRole("button", { name: "Approve" }).click();
  await environment(ada.page, "Production").getByText("Approved").waitFor();
  await environment(ada.page, "Production").getByText("Live").first().waitFor();
  expect(operator.faults).toEqual([]);
  await operator.page.context().close();
});

it("R24 R25 an edit says what it deletes for good before it is saved, and deletes it", async () => {
  const { page } = ada;
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /^UAT/ }).uncheck();
  await page.getByText("Credentials in UAT").waitFor();
  await button(page, "Save and delete these").click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("tab", { name: "Keys and credentials" }).click();
  await environment(page, "Development").waitFor();
  expect(await environment(page, "UAT").count()).toBe(0);
});

it("R27 a key is revoked for good, after a question", async () => {
  const { page } = ada;
  const row = environment(page, "Development").getByRole("row", { name: /Transfers/ });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await row.getByText("Revoked").waitFor();
});

it("R29 the application is deactivated and restored", async () => {
  const { page } = ada;
  await page.getByRole("tab", { name: "Settings" }).click();
  await button(page, "Deactivate").click();
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await page.getByText("Deactivated", { exact: true }).waitFor();
  await button(page, "Restore").click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.getByText("Active", { exact: true }).waitFor();
});

it("R31 it is deleted for good once its name is typed", async () => {
  const { page } = ada;
  await button(page, "Delete").click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByText("No applications yet").waitFor();
});

it("speaks German when that is chosen, and remembers it", async () => {
  const { page } = ada;
  await page.getByText("Deutsch").click();
  await page.getByRole("heading", { name: "Meine APIs" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Meine APIs" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("de");
});

it("signing out ends it, and nothing was wrong at the console or left the origin", async () => {
  const { page, faults } = ada;
  await page.getByRole("button", { name: "Abmelden" }).click();
  await page.waitForURL("**/sign-in**");
  await page.goto("/profile");
  await page.waitForURL("**/sign-in?callbackURL=%2Fprofile");
  expect(faults).toEqual([]);
});
