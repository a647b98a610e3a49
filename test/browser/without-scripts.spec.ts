import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { codeOf } from "../support/authenticator-app.js";
import { openBrowser } from "../support/browser.js";
import { codeLabel, emailLabel, fill, mailedLink } from "../support/every-page.js";
import { password, type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [story, browser] = await Promise.all([startStory(), openBrowser()]);
});
/** Of a browser that runs no script at all. */
beforeEach(async () => {
  page = await (await browser.newContext({ baseURL: story.url, javaScriptEnabled: false })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

const send = (fields: Readonly<Record<string, string>>, button: string) => fill(page, fields, button);
const path = () => new URL(page.url()).pathname + new URL(page.url()).search;
/** What is told at a field, by what ties it there; whether the field has the focus. */
async function problemAt(label: string): Promise<[string, boolean]> {
  const field = page.getByLabel(label, { exact: true });
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ");
  const told = await page.locator(`#${ids.at(-1)}`).textContent();
  return [
    told ?? "",
    await page.locator(":focus").evaluate((focused, id) => focused.id === id, await field.getAttribute("id")),
  ];
}

/** Signed up, and signed in. */
async function signsUp(email: string): Promise<void> {
  await page.goto("/sign-up");
  await send({ [emailLabel]: email }, "Send me a link");
  await page.goto((await mailedLink(story, email, "verify-email")).link);
  await send({ "New password": password }, "Save the password and sign in");
  await page.getByText(`signed in as ${email}`).waitFor();
}

it("somebody signs up, mends what is wrong, chooses a password, and signs out and in again", async () => {
  const email = "ada@plain.example";
  await page.goto("/sign-up");
  await send({}, "Send me a link");
  expect(await problemAt(emailLabel)).toEqual(["Enter your company e-mail address.", true]);
  await send({ [emailLabel]: "ada@gmail.com" }, "Send me a link");
  expect((await problemAt(emailLabel))[0]).toContain("gmail.com");
  await send({ [emailLabel]: email }, "Send me a link");
  await page.getByText(`is on its way to ${email}`).waitFor();
  await page.getByText("good for 24 hours").waitFor();
  expect(path()).toBe("/sign-up");

  await page.goto((await mailedLink(story, email, "verify-email")).link);
  expect(await page.getByLabel("E-mail address").inputValue()).toBe(email);
  await send({ "New password": "password1234" }, "Save the password and sign in");
  expect(await problemAt("New password")).toEqual([expect.stringContaining("easy to guess"), true]);
  expect([path(), await page.getByLabel("New password", { exact: true }).inputValue()]).toEqual([
    "/verify-email",
    "",
  ]);
  await send({ "New password": password }, "Save the password and sign in");
  expect(path()).toBe("/signed-in");

  await send({}, "Sign out");
  expect(path()).toBe("/sign-in");
  await send({ [emailLabel]: "ada" }, "Sign in");
  expect(await problemAt(emailLabel)).toEqual([expect.stringContaining("such as"), true]);
  expect(await problemAt("Password")).toEqual(["Enter your password.", false]);
  await send({ [emailLabel]: email, Password: "not it" }, "Sign in");
  expect(await problemAt("Password")).toEqual(["The address or the password is wrong.", true]);
  expect(await page.getByLabel(emailLabel).inputValue()).toBe(email);
  await send({ Password: password }, "Sign in");
  expect(path()).toBe("/signed-in");
});

it("somebody who has forgotten their password chooses another, once", async () => {
  const { email } = await story.signUp("bob@plain.example");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await send({ [emailLabel]: email }, "Send me a link");
  await page.getByText("good for 1 hour").waitFor();
  const { link } = await mailedLink(story, email, "reset-password");
  await page.goto(link);
  await send({ "New password": "short" }, "Change the password");
  expect(await problemAt("New password")).toEqual([expect.stringContaining("at least 12"), true]);
  await send({ "New password": `${password}, changed` }, "Change the password");
  await page.getByRole("link", { name: "Sign in" }).click();
  await send({ [emailLabel]: email, Password: `${password}, changed` }, "Sign in");
  expect(path()).toBe("/signed-in");
  await page.goto(link);
  await page.getByRole("heading", { name: "This link does not work" }).waitFor();
});

it("R7 whoever is invited signs up by the mail's link, and is a member", async () => {
  const founder = await story.readyDeveloper("cyd@plain.example");
  await founder.mutate("inviteDeveloper", { email: "dan@plain.example" }, "invitation { id }");
  await page.goto((await mailedLink(story, "dan@plain.example", "sign-up")).link);
  expect(await page.getByLabel(emailLabel).inputValue()).toBe("dan@plain.example");
  await send({}, "Send me a link");
  await page.goto((await mailedLink(story, "dan@plain.example", "verify-email")).link);
  await send({ "New password": password }, "Save the password and sign in");
  expect(path()).toBe("/signed-in");
  const { members } = (await founder.data("{ me { partner { members { nodes { developer { email } } } } } }"))
    .me.partner;
  expect(members.nodes).toContainEqual({ developer: { email: "dan@plain.example" } });
});

it("R36 an app is set up, asked for, and removed after a recent sign-in", async () => {
  const email = "eve@plain.example";
  await signsUp(email);
  await page.getByRole("link", { name: "set up second factors" }).click();
  await send({ "Your password": "wrong" }, "Set up an app");
  expect((await problemAt("Your password"))[1]).toBe(true);
  await send({ "Your password": password }, "Set up an app");
  const uri = (await page.locator("#app-link").getAttribute("href")) ?? "";
  const codes = await page.locator("#app-codes").textContent();
  await send({ "Code that the app shows": "000000" }, "Confirm");
  expect((await problemAt("Code that the app shows"))[1]).toBe(true);
  expect(await page.locator("#app-codes").textContent()).toBe(codes);
  await send({ "Code that the app shows": codeOf(uri) }, "Confirm");
  await page.getByRole("status").getByText("Your app is set up").waitFor();

  await page.goto("/signed-in");
  await send({}, "Sign out");
  await page.goto("/second-factors");
  await page.getByRole("link", { name: "Sign in" }).click();
  await send({ [emailLabel]: email, Password: password }, "Sign in");
  await send({ [codeLabel]: codeOf(uri, 1) }, "Sign in");
  expect(path()).toBe("/second-factors");

  await story.services.pool.query(
    `update auth.session set "createdAt" = now() - interval '1 hour', "steppedUpAt" = null`,
  );
  await page.getByText("Remove the app").first().click();
  await page.locator("#remove-app-password").fill(password);
  await page.getByRole("button", { name: "Remove the app" }).click();
  await page.getByRole("heading", { name: "Confirm that it is you" }).waitFor();
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await send({ "Recovery code": codes?.trim().split(/\s+/)[0] ?? "" }, "Confirm");
  expect(path()).toBe("/second-factors");
  await page.getByText("Remove the app").first().click();
  await page.locator("#remove-app-password").fill(password);
  await page.getByRole("button", { name: "Remove the app" }).click();
  await page.getByRole("status").getByText("The app is removed.").waitFor();
});

it("R2 somebody moves to another address, by the mail's link and the page's button", async () => {
  const mover = await story.readyDeveloper("fay@plain.example");
  await page.goto("/sign-in");
  await send({ [emailLabel]: mover.email, Password: password }, "Sign in");
  await mover.mutate("moveToAddress", { email: "faye@plain.example" }, "sentTo");
  await page.goto((await mailedLink(story, "faye@plain.example", "move-address")).link);
  await send({}, "Move my account");
  await page.getByRole("heading", { name: "Your account has moved" }).waitFor();
  await page.goto("/signed-in");
  await page.getByText("signed in as faye@plain.example").waitFor();
});
