import type { Page } from "playwright-core";
import { codeOf } from "./authenticator-app.js";
import { eventually } from "./eventually.js";
import { password, type Story } from "./story.js";

/** Looks at what the page shows now. */
export type Look = (name: string) => Promise<void>;

/** The address of a link that was mailed, and of the mail. */
export async function mailedLink(story: Story, to: string, path: string) {
  return eventually(async () => {
    for (const { id, text } of await story.services.mailbox.list(20, to)) {
      const link = new RegExp(`https?://\\S+/${path}\\S*`).exec(text)?.[0];
      if (link) return { link, mail: `/dev/mailbox/${id}` };
    }
    return undefined;
  });
}

/** Fields by their labels. */
export async function fill(
  page: Page,
  fields: Readonly<Record<string, string>>,
  button: string,
): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: button, exact: true }).click();
}

export const emailLabel = "Company e-mail address";
export const codeLabel = "Code from your authenticator app";

/** Goes through all pages for people, in what they show of themselves, and has a look at each. `domain`: of whoever goes. */
export async function everyPage(page: Page, story: Story, domain: string, look: Look): Promise<void> {
  // As a mail program shows it: at its own address no script runs, also none that judges it.
  const showMails = async () => {
    await page.goto("about:blank");
    for (const { subject, html } of await story.services.mailbox.list(50)) {
      await page.setContent(html);
      await look(`the mail ${subject}`);
    }
  };
  const open = async (path: string, name = path) => {
    await page.goto(path);
    await look(name);
  };
  const send = async (name: string, fields: Readonly<Record<string, string>>, button: string) => {
    await fill(page, fields, button);
    await page.waitForLoadState();
    await look(name);
  };
  const [ada, bob] = [`ada@${domain}`, `bob@${domain}`];

  for (const path of ["/signed-in", "/second-factors", "/step-up", "/nowhere"])
    await open(path, `${path}, nobody`);
  await open("/dev/mailbox?to=nobody@x.example", "the mailbox, empty");
  await open("/leaked-key");
  await send("/leaked-key, refused", { "Key, secret or token": "ptc_key_uat_x" }, "Report it");
  await open("/sign-up");
  await send("/sign-up, refused", { [emailLabel]: "ada@gmail.com" }, "Send me a link");
  await send("/sign-up, sent", { [emailLabel]: ada }, "Send me a link");
  const verify = await mailedLink(story, ada, "verify-email");
  await open("/dev/mailbox");
  await open(verify.mail, "a mail's page");
  await open(verify.link, "/verify-email");
  await send("/verify-email, refused", { "New password": "password1234" }, "Save the password and sign in");
  await send("/signed-in", { "New password": password }, "Save the password and sign in");
  await open(verify.link, "/verify-email, gone");
  await open("/verify-email", "/verify-email, cut off");

  await open("/second-factors");
  await send("/second-factors, refused", { "Your password": "wrong" }, "Set up an app");
  await send("/second-factors, a new app", { "Your password": password }, "Set up an app");
  const uri = (await page.locator("#app-link").getAttribute("href")) ?? "";
  await send("/second-factors, a wrong code", { "Code that the app shows": "000000" }, "Confirm");
  await send("/second-factors, with an app", { "Code that the app shows": codeOf(uri) }, "Confirm");
  await page.getByText("Make new recovery codes").first().click();
  await look("/second-factors, unfolded");
  await page.locator("#codes-password").fill(password);
  await send("/second-factors, new codes", {}, "Make new recovery codes");
  await open("/step-up", "/step-up, with an app");
  await open("/step-up?with=recovery-code");

  await page.goto("/signed-in");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await look("/sign-in");
  await send("/sign-in, empty", {}, "Sign in");
  await send("/sign-in, refused", { [emailLabel]: ada, Password: "wrong" }, "Sign in");
  await send("/second-factor", { Password: password }, "Sign in");
  await send("/second-factor, refused", { [codeLabel]: "000000" }, "Sign in");
  await open("/second-factor?with=recovery-code");

  await open("/forgotten-password");
  await send("/forgotten-password, sent", { [emailLabel]: ada }, "Send me a link");
  const reset = await mailedLink(story, ada, "reset-password");
  await open(reset.link, "/reset-password");
  await send("/reset-password, done", { "New password": `${password} two` }, "Change the password");
  await open(reset.link, "/reset-password, gone");

  const moving = await story.signUp(bob);
  const cookies = moving.cookie?.split("; ").map((cookie) => cookie.split(/=(.*)/s)) ?? [];
  await page
    .context()
    .addCookies(cookies.map(([name = "", value = ""]) => ({ name, value, url: story.url })));
  await moving.mutate("moveToAddress", { email: `bobby@${domain}` }, "sentTo");
  await open("/step-up?callbackURL=/second-factors", "/step-up");
  const move = await mailedLink(story, `bobby@${domain}`, "move-address");
  await open(move.link, "/move-address");
  await send("/move-address, done", {}, "Move my account");
  await open(move.link, "/move-address, gone");
  await open("/api/auth/reference");
  await showMails();
}
