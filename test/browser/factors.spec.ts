import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import { codeOf } from "../support/authenticator-app.js";
import { openBrowser, withAuthenticator } from "../support/browser.js";
import { pageFaults } from "../support/page-faults.js";
import { password, type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
beforeAll(async () => {
  [story, browser] = await Promise.all([startStory(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

/** A page of a browser of its own, whose errors fail the spec. */
async function newPage(): Promise<{ page: Page; failures: string[] }> {
  const page = await (await browser.newContext({ baseURL: story.url })).newPage();
  return { page, failures: pageFaults(page, story.url) };
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Company e-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/signed-in");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}

/** What a camera reads in the page's image. */
async function scanned(page: Page): Promise<string> {
  const pixels = await page.evaluate(`(async () => {
    const image = document.getElementById("app-qr");
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 400 });
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 400, 400);
    context.drawImage(image, 20, 20, 360, 360);
    return [...context.getImageData(0, 0, 400, 400).data];
  })()`);
  return decodeQR({ width: 400, height: 400, data: Uint8ClampedArray.from(pixels as number[]) });
}

it("R36 a passkey is made on the page, and signs in by itself", async () => {
  const { email } = await story.signUp("pia@browser.example");
  const { page, failures } = await newPage();
  await withAuthenticator(page);
  await signIn(page, email);
  await page.waitForURL("**/signed-in");
  await page.getByRole("link", { name: "set up second factors" }).click();
  await page.getByText(`Signed in as ${email}`).waitFor();
  await page.getByLabel(/^Name of the new passkey/).fill("Laptop <b>");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Laptop <b>").waitFor();

  await signOut(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/signed-in");

  await page.goto("/second-factors");
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("The passkey is removed.").waitFor();
  await page.getByText("You have none yet.").waitFor();
  expect(failures).toEqual([]);
});

it("R36 an authenticator app is set up by its QR code, asked for at the next sign-in, and replaced by a recovery code", async () => {
  const { email } = await story.signUp("tom@browser.example");
  const { page, failures } = await newPage();
  await signIn(page, email);
  await page.waitForURL("**/signed-in");
  await page.goto("/second-factors");
  await page.getByLabel("Your password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByRole("img", { name: "QR code of the key" }).waitFor();
  const uri = await scanned(page);
  expect(await page.getByRole("link", { name: "open the app on this device" }).getAttribute("href")).toBe(
    uri,
  );
  const key = (await page.locator("#app-key").textContent()) ?? "";
  expect(new URL(uri).searchParams.get("secret")).toBe(key.replaceAll(" ", ""));
  const [recovery = ""] = ((await page.locator("#app-codes").textContent()) ?? "").trim().split(/\s+/);
  await page.getByLabel("Code that the app shows", { exact: true }).fill(codeOf(uri));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("status").getByText("Your app is set up.").waitFor();

  await signOut(page);
  await signIn(page, email);
  await page.waitForURL("**/second-factor");
  await page.getByLabel("Code from your authenticator app").fill("000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("This code is wrong").waitFor();
  await page.getByLabel("Code from your authenticator app").fill(codeOf(uri, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/signed-in");

  await signOut(page);
  await signIn(page, email);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code", { exact: true }).fill(recovery);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/signed-in");
  expect(failures).toEqual([]);
});

it("R36 a page that needs a recent sign-in leads to where it is confirmed, and back", async () => {
  const { email } = await story.signUp("una@browser.example");
  const { page, failures } = await newPage();
  await signIn(page, email);
  await page.waitForURL("**/signed-in");
  await story.services.pool.query(`update auth.session set "createdAt" = now() - interval '1 hour'`);
  await page.goto("/second-factors");
  await page.getByLabel("Your password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.waitForURL("**/step-up?**");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL("**/second-factors");
  await page.getByLabel("Your password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByRole("heading", { name: "1. Keep your recovery codes" }).waitFor();
  expect(failures).toEqual([]);
});
