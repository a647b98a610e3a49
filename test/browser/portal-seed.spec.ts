import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { startSampleApi } from "../../src/composition-root/index.js";
import { openBrowser } from "../support/browser.js";
import { emailLabel, fill, mailedLink } from "../support/every-page.js";
import { everybodyKnows } from "../support/gateway.js";
import { pageFaults } from "../support/page-faults.js";
import { password, type Story, startStory } from "../support/story.js";

// From nobody to keys that work, with the mouse alone; each step goes on where the one before ended.

let story: Story;
let browser: Browser;
let api: Awaited<ReturnType<typeof startSampleApi>>;
let ada: Page;
let bob: Page;
const faults: string[][] = [];
let key = "";

beforeAll(async () => {
  [story, browser] = await Promise.all([startStory(), openBrowser()]);
  api = await startSampleApi(story.services, { environment: "development", port: 0 });
  [ada, bob] = await Promise.all([visitor(), visitor()]);
});
afterAll(async () => {
  await browser?.close();
  await api?.stop();
  await story?.stop();
});

async function visitor(): Promise<Page> {
  const context = await browser.newContext({ baseURL: story.url });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  faults.push(pageFaults(page, story.url));
  return page;
}

const button = (page: Page, label: string) => page.getByRole("button", { name: label, exact: true });
const confirmed = (page: Page, label: string) =>
  page.getByRole("dialog").getByRole("button", { name: label, exact: true }).click();

/** How the sample bank answers a call with the key. */
const call = async () =>
  (await fetch(`http://127.0.0.1:${api.port}/accounts`, { headers: { "api-key": key } })).status;

/** Follows the link that was mailed, chooses a password, and is at the portal. */
async function follows(page: Page, email: string, path: string): Promise<void> {
  await page.goto((await mailedLink(story, email, path)).link);
  await fill(page, { "New password": password }, "Save the password and sign in");
  await page.getByText("Open the portal").click();
}

it("R1 R3 R10 somebody signs up by mail, and registers with profile, company and terms", async () => {
  await ada.goto("/");
  await ada.getByRole("link", { name: "Sign up" }).click();
  await fill(ada, { [emailLabel]: "ada@seed.example" }, "Send me a link");
  await follows(ada, "ada@seed.example", "verify-email");
  await ada.getByLabel("Given name").fill("Ada");
  await ada.getByLabel("Family name").fill("Byron");
  await ada.getByLabel("Job title").fill("Engineer");
  await button(ada, "Save").first().click();
  await ada.getByText("Your profile is complete").waitFor();
  await ada.getByLabel("Legal name").fill("Seed Ltd");
  await ada.getByLabel("Website").fill("https://seed.example");
  await ada.getByLabel("Country").fill("NL");
  await ada.getByLabel("Contact address").fill("it@seed.example");
  await button(ada, "Save").click();
  await ada.getByText("Your company's details are complete").waitFor();
  await ada.getByRole("button", { name: /^Accept version/ }).click();
  await ada.getByRole("link", { name: "Create an application" }).click();
});

const kinds = [
  ["Web application", "https://app.seed.example/callback"],
  ["Mobile app", "com.example.seed:/callback"],
  ["Desktop application", "http://127.0.0.1/callback"],
  ["Service", null],
] as const;

it.each(kinds)("R12 R13 a %s is created, and its key is live", async (kind, redirectUrl) => {
  await ada.goto("/applications/new");
  await ada.getByRole("radio", { name: kind }).click();
  await ada.getByRole("textbox", { name: "Name" }).fill(`Seed ${kind}`);
  await ada.getByLabel("Description and purpose").fill("Shows balances.");
  if (redirectUrl) {
    await ada.getByLabel("Redirect URL 1").fill(redirectUrl);
    await ada.getByText("This one is accepted.").waitFor();
  } else expect(await ada.getByLabel("Redirect URL 1").count()).toBe(0);
  await ada.getByRole("checkbox", { name: "Accounts", exact: true }).check();
  await ada.getByRole("checkbox", { name: /^Development/ }).check();
  await button(ada, "Create application").click();
  await ada.getByText("All keys that need no approval are live.").waitFor();
});

it("R16 a mail tells of the keys and leads to them; a row opens to the status of each", async () => {
  const { link } = (await mailedLink(story, "ada@seed.example", "applications")) ?? { link: "" };
  await ada.goto(link);
  await ada.getByRole("heading", { level: 1, name: /^Seed / }).waitFor();
  await ada.getByRole("link", { name: "My APIs" }).first().click();
  await ada.getByRole("button", { name: /Seed Service/ }).click();
  await ada.getByRole("cell", { name: "Accounts", exact: true }).waitFor();
  await ada.getByRole("cell", { name: "Live", exact: true }).waitFor();
});

it("R19 R29 its owner views the key, and a call with it is answered", async () => {
  await ada.getByRole("link", { name: "Seed Service" }).click();
  await ada
    .getByRole("row", { name: /Accounts/ })
    .getByRole("button", { name: "View" })
    .click();
  const shown = ada.getByLabel("API key for Accounts").getByText(/^ptc_key_development_\w+$/);
  key = (await shown.textContent()) ?? "";
  expect(await call()).toBe(200);
});

it("R7 R18 R21 an invited colleague sees it, and is made a co-owner who can view the key", async () => {
  await ada.getByRole("link", { name: "My Company" }).click();
  await ada.getByRole("tab", { name: "Invitations" }).click();
  await ada.getByLabel("E-mail address of a colleague").fill("bob@seed.example");
  await button(ada, "Invite").click();
  await ada.getByText("bob@seed.example has been invited.").waitFor();

  const invitation = await mailedLink(story, "bob@seed.example", "");
  await bob.goto(invitation?.link ?? "");
  await bob.waitForLoadState();
  if (await bob.getByLabel(emailLabel).count()) {
    await fill(bob, { [emailLabel]: "bob@seed.example" }, "Send me a link");
  }
  await follows(bob, "bob@seed.example", "verify-email");
  await bob.getByRole("link", { name: "My APIs" }).first().click();
  await bob.getByText("a few things are missing").waitFor();
  await bob.getByRole("link", { name: "Seed Service" }).click();
  await bob.getByText("Only its owners can change it").waitFor();
  expect(await button(bob, "View").count()).toBe(0);

  await ada.getByRole("link", { name: "My APIs" }).first().click();
  await ada.getByRole("link", { name: "Seed Service" }).click();
  await ada.getByRole("tab", { name: "Owners" }).click();
  await ada.getByRole("combobox", { name: "Add a co-owner" }).fill("bob");
  await ada.getByRole("option", { name: /bob@seed.example/ }).click();
  await button(ada, "Add").click();
  await button(bob, "View").first().waitFor();
});

it("R29 R31 calls fail while it is deactivated, work once it is restored, and fail for good once it is deleted", async () => {
  await ada.getByRole("tab", { name: "Settings" }).click();
  await button(ada, "Deactivate").click();
  await confirmed(ada, "Deactivate");
  await ada.getByText("Deactivated", { exact: true }).waitFor();
  await everybodyKnows();
  expect(await call()).toBe(403);

  await button(ada, "Restore").click();
  await confirmed(ada, "Restore");
  await ada.getByText("Active", { exact: true }).waitFor();
  await everybodyKnows();
  expect(await call()).toBe(200);

  await button(ada, "Delete").click();
  await ada.getByRole("dialog").getByRole("textbox").fill("Seed Service");
  await confirmed(ada, "Delete");
  await ada.getByText("Seed Service has been deleted.").waitFor();
  await everybodyKnows();
  expect(await call()).toBe(401);
  await bob.waitForURL(`${story.url}/`);
  expect(faults.flat()).toEqual([]);
});
