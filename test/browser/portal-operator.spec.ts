import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { TestGateway } from "../support/gateway.js";
import { openPortal, type PortalTab } from "../support/portal.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
let olga: PortalTab;
let ada: Person;

beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } }),
    openBrowser(),
  ]);
  ada = await story.readyDeveloper("ada@operated.example");
  await ada.mutate("updateCompanyDetails", { legalName: "Operated Ltd" }, "partner { id }");
  await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts ?? ""),
    environments: byId(story.catalogue.development ?? ""),
  });
  await story.signUp("bob@operated.example");
  await story.signUp("olga@bank.example");
  olga = await openPortal(browser, story, "olga@bank.example");
});

afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

const button = (page: Page, label: string) => page.getByRole("button", { name: label, exact: true });

/** Answers the question that is asked, with a reason. */
async function confirm(page: Page, action: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: action, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

it("a product and an environment are added and changed, with what is wrong at its field", async () => {
  const { page } = olga;
  await page.goto("/catalogue");
  await page.getByRole("link", { name: "New product" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Mortgages");
  await page.getByLabel("Short name").fill("accounts");
  await page.getByLabel("Description").fill("Loans on houses.");
  await page.getByLabel("API 1: name").fill("Mortgages");
  await page.getByLabel("Documentation").fill("docs.bank.example");
  await button(page, "Create").click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  expect(await page.getByLabel("Documentation").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Documentation").fill("https://docs.bank.example");
  await button(page, "Create").click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  expect(await page.getByLabel("Short name").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Short name").fill("mortgages");
  await button(page, "Create").click();
  await page.getByRole("heading", { name: "Mortgages" }).waitFor();

  await page.getByRole("link", { name: "Edit Development" }).click();
  await page.getByLabel("By approval: an operator decides first").check();
  await button(page, "Limit a product's keys").click();
  await page.getByRole("combobox", { name: "Product 1" }).click();
  await page.getByRole("option", { name: "Mortgages" }).click();
  await page.getByLabel("Days").fill("90");
  await button(page, "Save").click();
  await page.waitForURL("**/catalogue");
  const { apiEnvironment, apiProduct } = await ada.data(
    '{ apiEnvironment(slug: "development") { accessPolicy whenKeyLeaks keyLifetimes { days product { slug } } } apiProduct(slug: "mortgages") { ownApis { name documentationUrl } } }',
  );
  expect(apiEnvironment).toEqual({
    accessPolicy: "APPROVAL",
    keyLifetimes: [{ days: 90, product: { slug: "mortgages" } }],
    whenKeyLeaks: "TELL",
  });
  expect(apiProduct.ownApis).toEqual([{ name: "Mortgages", documentationUrl: "https://docs.bank.example" }]);
});

it("a gateway's token is shown once, and revoked", async () => {
  const { page } = olga;
  await page.goto("/operator/gateway-tokens");
  await button(page, "Create a token for UAT").click();
  await page.getByRole("dialog").getByLabel("What it is for").fill("Edge");
  await page.getByRole("dialog").getByRole("button", { name: "Create a token" }).click();
  const section = page.getByRole("region", { name: "UAT" });
  const value = await section.getByRole("status").locator("code").textContent();
  const gateway = new TestGateway(story.url, "uat", value ?? "");
  expect((await gateway.ask(JSON.stringify({ apiKey: "unknown" }))).status).toBe(200);
  await page.reload();
  await section.getByText("Edge").waitFor();
  expect(await page.content()).not.toContain(value ?? "");
  await section.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await section.getByText("No token yet").waitFor();
});

it("R37 a company is found, suspended and resumed with a reason, and gets another ADMIN", async () => {
  const { page } = olga;
  await page.goto("/operator/companies");
  await page.getByLabel("Search by name or domain").fill("operated.ex");
  await page.getByRole("link", { name: "Operated Ltd" }).click();
  await button(page, "Suspend").click();
  await confirm(page, "Suspend", "A stolen laptop.");
  await page.getByText("Suspended. Reason: A stolen laptop.").waitFor();
  const { me } = await ada.data("{ me { partner { suspension { reason } } } }");
  expect(me.partner.suspension).toEqual({ reason: "A stolen laptop." });
  await button(page, "Resume").click();
  await confirm(page, "Resume", "It was found.");
  await button(page, "Suspend").waitFor();

  await page.getByRole("tab", { name: "Members" }).click();
  const bob = page.getByRole("row", { name: /bob@operated/ });
  await bob.getByRole("button", { name: "Make administrator" }).click();
  await confirm(page, "Make administrator", "The first one has left.");
  await bob.getByText("Administrator", { exact: true }).waitFor();
});

it("R35 a product gets rate plans, and an application another one than the default", async () => {
  const { page } = olga;
  await page.goto("/operator/products/accounts");
  for (const label of ["Plan 1: name", "Plan 2: name"]) {
    await button(page, "Add a plan").click();
    await page.getByLabel(label).fill("Standard");
  }
  await page.getByLabel("Requests").last().fill("9000");
  await button(page, "Save").click();
  await page.locator("[aria-invalid=true]").waitFor();
  await page.getByLabel("Plan 2: name").fill("Premium");
  await button(page, "Save").click();
  await page.waitForURL("**/catalogue");

  await page.goto("/operator/applications");
  await page.getByRole("link", { name: "Ledger" }).click();
  await page.getByRole("combobox", { name: "Accounts" }).click();
  await page.getByRole("option", { name: "Premium: 9,000 in 1 minute" }).click();
  await page.getByText("Saved.").waitFor();
  const query = "{ me { partner { applications { nodes { grants { apiKeys { rateLimit { name } } } } } } } }";
  const [ledger] = (await ada.data(query)).me.partner.applications.nodes;
  expect(ledger.grants[0].apiKeys).toEqual([{ rateLimit: { name: "Premium" } }]);
});

it("R18 an application of any company is found, without its credentials", async () => {
  const { page } = olga;
  await page.goto("/operator/applications");
  await page.getByLabel("Search by name or description").fill("balances");
  await page.getByRole("link", { name: "Operated Ltd" }).waitFor();
  await page.getByRole("link", { name: "Ledger" }).click();
  await page.getByRole("heading", { name: "Ledger" }).waitFor();
  await page.getByRole("region", { name: "Development" }).waitFor();
  expect(await button(page, "View").count()).toBe(0);
});

it("new terms are published after a question, and every developer has to accept them", async () => {
  const { page } = olga;
  await page.goto("/operator/terms");
  await page.getByRole("textbox", { name: "Version" }).fill("2030-01");
  await page.getByLabel("Where to read them").fill("https://bank.example/terms");
  await button(page, "Publish new terms").click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish new terms" }).click();
  await page.getByText("Version 2030-01 is current now.").waitFor();
  expect((await ada.data("{ me { missingRequirements } }")).me.missingRequirements).toEqual([
    "CURRENT_TERMS",
  ]);
});

it("and nothing was wrong at the console or left the origin", () => {
  expect(olga.faults).toEqual([]);
});
