import type { Browser, Page } from "playwright-core";
import { pageFaults } from "./page-faults.js";
import { password, type Story } from "./story.js";

export interface PortalTab {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** A browser of its own, signed in at the portal by its own pages. */
export async function openPortal(browser: Browser, story: Story, email: string): Promise<PortalTab> {
  const context = await browser.newContext({ baseURL: story.url });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults = pageFaults(page, story.url);
  await page.goto("/");
  await page.waitForURL("**/sign-in?**");
  await page.getByLabel("Company e-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // Where the page of who has just signed in leads elsewhere first.
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, faults };
}
