import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { codeOf } from "../support/authenticator-app.js";
import { openBrowser, withAuthenticator } from "../support/browser.js";
import { Client } from "../support/client.js";
import { openPortal, type PortalTab } from "../support/portal.js";
import { byId } from "../support/references.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

/** What DNS says. */
const published = new Map<string, string[]>();
let story: Story;
let browser: Browser;
let ada: Person;
let bob: Person;
let tab: PortalTab;
let application: { id: string; version: number };

beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ texts: async (name) => published.get(name) ?? [] }),
    openBrowser(),
  ]);
  ada = await story.readyDeveloper("ada@tabs.example");
  bob = await story.readyDeveloper("bob@tabs.example");
  const { accounts = "", development = "" } = story.catalogue;
  application = await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(accounts),
    environments: byId(development),
  });
  tab = await openPortal(browser, story, ada.email);
});

afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

const button = (page: Page, label: string) => page.getByRole("button", { name: label, exact: true });
const at = (tabName = "") => `/applications/${application.id}${tabName && `?tab=${tabName}`}`;

/** As though everybody's last sign-in were an hour ago. */
const leaveOpen = () =>
  story.services.pool.query(
    `update auth.session set "createdAt" = now() - interval '1 hour', "steppedUpAt" = null`,
  );

/** Asks to view the only key. */
async function view(page: Page): Promise<void> {
  await page.goto(at());
  await page.getByText("Live", { exact: true }).first().waitFor();
  await page
    .getByRole("row", { name: /Accounts/ })
    .getByRole("button", { name: "View" })
    .click();
}

const shown = (page: Page) => page.getByLabel("API key for Accounts").getByText(/^ptc_key_development_\w+$/);

describe("R36 what needs a recent sign-in is confirmed in place, and goes on", () => {
  beforeEach(leaveOpen);
  afterAll(() => story.services.pool.query(`update auth.session set "createdAt" = now()`));

  it("with the password, where a wrong one is said at its field", async () => {
    const { page } = tab;
    await view(page);
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.getByLabel(/^Password/).fill("wrong");
    await button(page, "Confirm").click();
    await dialog.getByText("The password is wrong.").waitFor();
    await dialog.getByLabel(/^Password/).fill(password);
    await button(page, "Confirm").click();
    await shown(page).waitFor();
  });

  it("or not at all, when it is put off: nothing is shown", async () => {
    const { page } = tab;
    await view(page);
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await shown(page).count()).toBe(0);
    await button(page, "View").first().waitFor();
  });

  it("with a passkey", async () => {
    const { page } = tab;
    await withAuthenticator(page);
    await page.request.post("/api/auth/step-up", { data: { password }, headers: { origin: story.url } });
    await page.goto("/second-factors");
    await page.getByLabel(/^Name of the new passkey/).fill("Laptop");
    await button(page, "Add a passkey").click();
    await page.getByText("Laptop").waitFor();
    await leaveOpen();
    await view(page);
    await button(page, "Use a passkey").click();
    await shown(page).waitFor();
  });

  it("with a code of the app, once there is one, or one for recovery", async () => {
    const { page } = tab;
    const auth = async (path: string, data: object) => {
      const answer = await page.request.post(`/api/auth${path}`, { data, headers: { origin: story.url } });
      expect(answer.status()).toBe(200);
      return answer.json();
    };
    await auth("/step-up", { password });
    const { totpURI: uri, backupCodes } = await auth("/two-factor/enable", { password });
    await auth("/two-factor/verify-totp", { code: codeOf(uri) });
    await leaveOpen();
    await view(page);
    const code = page.getByLabel("Code from your authenticator app");
    await code.fill("000000");
    await button(page, "Confirm").click();
    await page.getByText("This code is wrong").waitFor();
    await code.fill(codeOf(uri, 1));
    await button(page, "Confirm").click();
    await shown(page).waitFor();

    await leaveOpen();
    await view(page);
    await button(page, "Use a recovery code").click();
    await page.getByLabel("Recovery code").fill(backupCodes[0]);
    await button(page, "Confirm").click();
    await shown(page).waitFor();
  });
});

it("R21 a colleague who is made a co-owner can view the keys from then on, in the page that is open", async () => {
  const other = await openPortal(browser, story, bob.email);
  await other.page.goto(at());
  await other.page.getByText("Only its owners can change it").waitFor();

  const { page } = tab;
  await page.goto(at("owners"));
  await page.getByRole("combobox", { name: "Add a co-owner" }).fill("bob");
  await page.getByRole("option", { name: /bob@tabs.example/ }).click();
  await button(page, "Add").click();
  await page
    .getByRole("row", { name: /bob@tabs.example/ })
    .getByText("Co-owner", { exact: true })
    .waitFor();

  await other.page.getByText("Only its owners can change it").waitFor({ state: "detached" });
  await view(other.page);
  await shown(other.page).waitFor();
  await other.page.getByRole("link", { name: "My APIs" }).first().click();
  await other.page.getByRole("heading", { name: "My APIs" }).waitFor();
  await other.page.goBack();
  await button(other.page, "View").first().waitFor();
  expect(await shown(other.page).count()).toBe(0);
  expect(other.faults).toEqual([]);
  await other.page.context().close();
});

it("R19 a secret hides by itself after half a minute", async () => {
  const { page } = await openPortal(browser, story, bob.email);
  await page.clock.install();
  await view(page);
  await shown(page).waitFor();
  await page.clock.runFor(31_000);
  await button(page, "View").first().waitFor();
  expect(/ptc_key_development_\w{20}/.test(await page.content())).toBe(false);
  await page.context().close();
});

it("R28 a key is rotated, and both are shown until the old one ends", async () => {
  const { page } = tab;
  await page.goto(at());
  const key = page.getByRole("row", { name: /Accounts/ });
  await key.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  await key.nth(1).waitFor();
  await page.getByText("Live", { exact: true }).nth(1).waitFor();
});

it("R26 an edit of what has changed meanwhile is refused, says what changed, and goes through once it was looked at", async () => {
  const { page } = tab;
  await page.goto(at("settings"));
  await page.getByLabel("Description and purpose").fill("Shows balances and transfers.");
  const { clientApplication: now } = await bob.data(
    `{ clientApplication(id: "${application.id}") { version } }`,
  );
  await bob.mutate(
    "editClientApplication",
    { clientApplicationId: application.id, expectedVersion: now.version, name: "Ledger of ours" },
    "clientApplication { id }",
  );
  await page.getByRole("heading", { level: 1, name: "Ledger of ours" }).waitFor();
  await button(page, "Save").click();
  const changed = page.getByRole("alert");
  await changed.getByText("Name: Ledger of ours").waitFor();
  expect(await page.getByLabel("Description and purpose").inputValue()).toBe("Shows balances and transfers.");
  await changed.getByRole("button").click();
  await page.getByRole("textbox", { name: "Name" }).fill("Ledger of ours");
  await button(page, "Save").click();
  await page.getByText("Saved.").waitFor();
  const { clientApplication: saved } = await ada.data(
    `{ clientApplication(id: "${application.id}") { name description } }`,
  );
  expect(saved).toEqual({ name: "Ledger of ours", description: "Shows balances and transfers." });
});

it("without a connection it says so, keeps what is there, and is up to date once it is back", async () => {
  const { page, faults } = await openPortal(browser, story, bob.email);
  await page.getByRole("link", { name: "Ledger of ours" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await page.getByText("No connection.").waitFor();
  await page.getByRole("link", { name: "Catalogue" }).click();
  await page.getByText("The server cannot be reached.").waitFor();
  await page.getByRole("link", { name: "My APIs" }).first().click();
  await page.getByRole("link", { name: "Ledger of ours" }).waitFor();
  const { clientApplication: now } = await bob.data(
    `{ clientApplication(id: "${application.id}") { version } }`,
  );
  await bob.mutate(
    "editClientApplication",
    { clientApplicationId: application.id, expectedVersion: now.version, name: "Ledger, back again" },
    "clientApplication { id }",
  );
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Ledger, back again" }).waitFor();
  await page.getByText("No connection.").waitFor({ state: "detached" });
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|dynamically imported/.test(fault))).toEqual([]);
  await page.context().close();
});

it("what changes while the server does not let it listen is seen once it does", async () => {
  const context = await browser.newContext({
    baseURL: story.url,
    storageState: await tab.page.context().storageState(),
  });
  const page = await context.newPage();
  let isLetIn = false;
  const refusal = [{ message: "Try again in a moment.", extensions: { code: "UNAVAILABLE" } }];
  await page.routeWebSocket(/graphql/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { id, type } = JSON.parse(String(text));
      if (type !== "subscribe" || isLetIn) server.send(text);
      else socket.send(JSON.stringify({ id, type: "error", payload: refusal }));
    });
  });
  await page.goto("/");
  await page.getByRole("link", { name: "Ledger, back again" }).waitFor();
  await page.waitForTimeout(5_500);
  const { clientApplication: now } = await bob.data(
    `{ clientApplication(id: "${application.id}") { version } }`,
  );
  await bob.mutate(
    "editClientApplication",
    { clientApplicationId: application.id, expectedVersion: now.version, name: "Ledger, unheard" },
    "clientApplication { id }",
  );
  isLetIn = true;
  await page.getByRole("link", { name: "Ledger, unheard" }).waitFor();
  await context.close();
});

it("R36 an access token is made, shown once, and revoked", async () => {
  const { page } = tab;
  await page.goto("/profile");
  const tokens = page.getByRole("region", { name: "Access tokens" });
  await button(page, "Create a token of your own").click();
  await page.getByLabel("What it is for").fill("Nightly report");
  await page.getByRole("dialog").getByRole("button", { name: "Create a token" }).click();
  const value = (await tokens.getByText(/^ptc_\w+$/).textContent()) ?? "";
  const script = Object.assign(new Client(story.url), { token: value });
  expect(await script.data("{ me { email } }")).toEqual({ me: { email: ada.email } });
  await page.reload();
  await tokens
    .getByRole("row", { name: /Nightly report/ })
    .getByRole("button", { name: "Revoke" })
    .click();
  expect(await page.content()).not.toContain(value);
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await tokens.getByRole("row", { name: /Nightly report/ }).waitFor({ state: "detached" });
  expect((await script.ask("{ me { email } }")).data?.me ?? null).toBeNull();
});

it("R36 a token of the company's is made for an application, works for it, and is revoked", async () => {
  const { page } = tab;
  await page.goto("/company/tokens");
  await button(page, "Create a token of the company").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill("Pipeline");
  await dialog.getByRole("button", { name: "Create a token" }).click();
  await dialog
    .getByRole("combobox", { name: "Applications" })
    .and(page.locator("[aria-invalid=true]"))
    .click();
  await page.getByRole("option", { name: /Ledger/ }).click();
  await dialog.getByRole("button", { name: "Create a token" }).click();
  const value =
    (await page
      .getByRole("status")
      .getByText(/^ptc_\w+$/)
      .textContent()) ?? "";
  const script = Object.assign(new Client(story.url), { token: value });
  const query = "query ($id: ID!) { clientApplication(id: $id) { id } }";
  expect((await script.data(query, { id: application.id })).clientApplication).toEqual({
    id: application.id,
  });
  const row = page.getByRole("row", { name: /Pipeline/ });
  await row.getByText("Ledger").waitFor();
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("No token yet").waitFor();
  expect((await script.ask(query, { id: application.id })).data?.clientApplication ?? null).toBeNull();
});

it("R38 a domain is proven by the record that the page shows, also on another day; members see which are", async () => {
  const { page, faults } = tab;
  await page.goto("/company");
  await button(page, "Prove tabs.example").click();
  const proof = page.getByRole("region", { name: "Prove tabs.example" });
  await proof.getByText("_portico-challenge.tabs.example").waitFor();
  await page.reload();
  const record = (await proof.getByText(/^portico-domain=/).textContent()) ?? "";
  await button(page, "Look for it now").click();
  await proof.getByRole("alert").getByText("There is no TXT record").waitFor();
  await proof.getByText("Last looked for").waitFor();
  published.set("_portico-challenge.tabs.example", ["v=spf1 -all", record]);
  await story.services.pool.query("update domain_proof set looked_up_at = null");
  await button(page, "Look for it now").click();
  await page.getByText("tabs.example is proven.").waitFor();
  await proof.waitFor({ state: "detached" });
  await page.getByLabel("Add a domain").fill("mail.example.com, please");
  await button(page, "Show the record").click();
  await page.getByText("The domain must be one such as acme.example.").waitFor();
  await page.evaluate(`localStorage.setItem("portico-language", "de")`);
  await page.reload();
  await page.getByLabel("Eine Domain hinzufügen").fill("further.example");
  await button(page, "Den Eintrag zeigen").click();
  await page.getByRole("region", { name: "further.example nachweisen" }).getByText("TXT").waitFor();
  await page.evaluate(`localStorage.setItem("portico-language", "en")`);
  expect(faults).toEqual([]);

  const other = await openPortal(browser, story, bob.email);
  await other.page.goto("/company");
  await other.page.getByText("Proven by DNS").waitFor();
  await other.page.getByText("Administrators prove domains").waitFor();
  expect(await other.page.getByText("further.example").count()).toBe(0);
  expect(await other.page.getByLabel("Add a domain").count()).toBe(0);
  await other.page.context().close();
});

/** In place, after a wrong try and a weak one; the page stays signed in. */
async function changesPassword(page: Page): Promise<void> {
  await button(page, "Change the password").click();
  const dialog = page.getByRole("dialog");
  const [current, next] = ["Password so far", "New password"].map((label) => dialog.getByLabel(label));
  const tries = async (known: string, wanted: string) => {
    await current?.fill(known);
    await next?.fill(wanted);
    await dialog.getByRole("button", { name: "Change it" }).click();
  };
  await tries("not this one at all", "lantern meadow gravel");
  await dialog.getByText("The password so far is wrong.").waitFor();
  await tries(password, "finn@tabs.example");
  await dialog.getByText("It is made of what is known of you.").waitFor();
  await tries(password, "lantern meadow gravel");
  await page.getByText("Your password is another one now.").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "My Profile" }).waitFor();
}

it("R36 the profile tells where one is signed in, and ends it there", async () => {
  const elsewhere = Object.assign(new Client(story.url), { address: "203.0.113.9" });
  await story.signUp("finn@tabs.example");
  const own = await openPortal(browser, story, "finn@tabs.example");
  const signedIn = await elsewhere.post("/api/auth/sign-in/email", { email: "finn@tabs.example", password });
  expect(signedIn.status).toBe(200);
  await own.page.goto("/profile");
  const sessions = own.page.getByRole("list", { name: "Where you are signed in" });
  const here = sessions.getByRole("listitem").filter({ has: own.page.getByText("Here", { exact: true }) });
  await here.getByText("Chrome, Linux").waitFor();
  expect(await here.getByRole("button").count()).toBe(0);
  await button(own.page, "Sign out everywhere else").click();
  await button(own.page, "Sign out everywhere else").waitFor({ state: "detached" });
  expect(await sessions.getByRole("listitem").count()).toBe(1);
  expect((await elsewhere.data("{ me { id } }")).me).toBeNull();
  await changesPassword(own.page);
  const signsIn = async (given: string) =>
    (await elsewhere.post("/api/auth/sign-in/email", { email: "finn@tabs.example", password: given })).status;
  expect(await signsIn(password)).toBe(401);
  expect(await signsIn("lantern meadow gravel")).toBe(200);
  expect(own.faults).toEqual([]);
  await own.page.context().close();
});

it("R33 the trail is looked through by what it is about and when, in an address that can be kept", async () => {
  const { page } = tab;
  await page.goto(at("activity"));
  const entries = page.getByRole("row");
  await entries.filter({ hasText: "registered" }).waitFor();
  await page.getByRole("combobox", { name: "About" }).click();
  await page.getByRole("option", { name: "Keys and secrets" }).click();
  await entries.filter({ hasText: "registered" }).waitFor({ state: "detached" });
  await entries
    .filter({ hasText: /viewed/ })
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get("kind")).toBe("keys");
  await page.reload();
  await entries
    .filter({ hasText: /viewed/ })
    .first()
    .waitFor();
  await page.getByLabel("Until").fill("2020-01-01");
  await page.getByText("Nothing of this kind was done.").waitFor();
  await button(page, "Clear search and filters").click();
  await entries.filter({ hasText: "registered" }).waitFor();
});

it("R8 the last ADMIN is not offered to leave or to be one no longer, until there is another", async () => {
  const { page } = tab;
  await page.goto("/company/members");
  const own = page.getByRole("row", { name: "(you)" });
  const colleagues = page.getByRole("row", { name: bob.email });
  await colleagues.getByRole("button", { name: "Make administrator" }).waitFor();
  expect(await own.getByRole("button").count()).toBe(0);
  const role = async (name: string) => {
    await colleagues.getByRole("button", { name }).click();
    await page.getByRole("dialog").getByRole("button", { name }).click();
  };
  await role("Make administrator");
  await own.getByRole("button", { name: "Leave the company" }).waitFor();
  await own.getByRole("button", { name: "Make member" }).waitFor();
  await role("Make member");
  await own.getByRole("button", { name: "Leave the company" }).waitFor({ state: "detached" });

  const other = await openPortal(browser, story, bob.email);
  await other.page.goto("/company/activity");
  await other.page.getByRole("tab", { name: "Members" }).waitFor();
  expect(await other.page.getByRole("tab", { name: "Activity" }).count()).toBe(0);
  await other.page.context().close();
});

it("R4 R8 who joins, and as what, is seen by colleagues whose page is open", async () => {
  const { page, faults } = tab;
  await page.goto("/company/members");
  const row = page.getByRole("row", { name: "gil@tabs.example" });
  await page.getByRole("row", { name: bob.email }).waitFor();
  expect(await row.count()).toBe(0);
  const gil = await story.signUp("gil@tabs.example");
  await row.waitFor();
  const { me } = await gil.data("{ me { id } }");
  await ada.mutate("changeMemberRole", { developerId: me.id, role: "ADMIN" }, "member { id }");
  await row.getByText("Administrator", { exact: true }).waitFor();
  await ada.mutate("removeMember", { developerId: me.id }, "partner { id }");
  await row.waitFor({ state: "detached" });
  expect(faults).toEqual([]);
});

it("R9 whoever is removed from the company meanwhile sees nothing of it any more in the page that is open", async () => {
  const other = await openPortal(browser, story, bob.email);
  await other.page.getByRole("link", { name: "Ledger, unheard" }).waitFor();
  const elsewhere = await other.page.context().newPage();
  await elsewhere.goto("/company/members");
  await elsewhere.getByRole("row", { name: ada.email }).waitFor();
  const { me } = await bob.data("{ me { id } }");
  await ada.mutate("removeMember", { developerId: me.id }, "partner { id }");
  await other.page.waitForURL("**/sign-in?callbackURL=%2F&done=session-ended");
  await other.page.getByText("Your session is over.").waitFor();
  await elsewhere.waitForURL("**/sign-in?callbackURL=%2Fcompany%2Fmembers&done=session-ended");
  await other.page.context().close();

  const again = await openPortal(browser, story, bob.email);
  await again.page.getByText("Ask a colleague to invite you.").waitFor();
  expect(await again.page.getByText("Verify your e-mail address").count()).toBe(0);
  await again.page.goto(at());
  await again.page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
  await again.page.context().close();
});

it("a session that is ended elsewhere is over in the page that is open, which leads back after signing in", async () => {
  const { page, faults } = tab;
  await page.goto(at());
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.request.post("/api/auth/revoke-sessions", { data: {}, headers: { origin: story.url } });
  await page.waitForURL(`**/sign-in?callbackURL=${encodeURIComponent(at())}&done=session-ended`);
  expect(faults).toEqual([]);
});

it("signing out in one tab ends it in the others", async () => {
  await story.signUp("eve@tabs.example");
  const { page } = await openPortal(browser, story, "eve@tabs.example");
  const another = await page.context().newPage();
  await another.goto("/profile");
  await button(another, "Sign out").click();
  await another.waitForURL("**/sign-in?callbackURL=%2F");
  await page.waitForURL("**/sign-in?callbackURL=%2F");
});
