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

interface Shown {
  /** An application whose owner looks at it. */
  readonly application: string;
  /** A company, for operators. */
  readonly company: string;
}

/** Where every page of the portal is, with each of its tabs, for an operator who owns an application. */
export const portalPaths = ({ application, company }: Shown): readonly string[] => [
  "/",
  "/welcome",
  "/applications/new",
  ...["", "?tab=usage", "?tab=usage&period=month", "?tab=owners", "?tab=activity", "?tab=settings"].map(
    (tab) => `/applications/${application}${tab}`,
  ),
  "/catalogue",
  "/profile",
  ...["", "/members", "/invitations", "/tokens", "/activity"].map((tab) => `/company${tab}`),
  "/operator/access-requests",
  "/operator/provisioning-failures",
  "/operator/companies",
  ...["", "?tab=members", "?tab=applications"].map((tab) => `/operator/companies/${company}${tab}`),
  "/operator/applications",
  "/operator/gateway-tokens",
  "/operator/terms",
  "/operator/products/new",
  "/operator/products/accounts",
  "/operator/environments/new",
  "/operator/environments/production",
];
