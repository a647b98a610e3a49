import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { gatewayToken, TestGateway } from "../support/gateway.js";
import { type LiveKey, liveKey } from "../support/live-key.js";
import { openPortal, type PortalTab } from "../support/portal.js";
import { type Story, startStory } from "../support/story.js";

let story: Story;
let browser: Browser;
let ada: PortalTab;
let gateway: TestGateway;
let key: LiveKey;

beforeAll(async () => {
  [story, browser] = await Promise.all([
    startStory({ settings: { OPERATOR_EMAILS: "ada@usage.example" } }),
    openBrowser(),
  ]);
  const owner = await story.readyDeveloper("ada@usage.example");
  key = await liveKey(owner, story, "development");
  const { value } = await gatewayToken(owner, story, "development");
  gateway = new TestGateway(story.url, "development", value);
  ada = await openPortal(browser, story, owner.email);
});

afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

const row = (page: Page) => page.getByRole("row", { name: /Accounts/ }).first();

it("R40 a key is limited to networks, with what is none said at its field", async () => {
  const { page } = ada;
  await page.goto(`/applications/${key.applicationId}`);
  await row(page).getByRole("button", { name: "Networks" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("192.0.2.0/24\nsomewhere");
  await dialog.getByRole("button", { name: "Networks" }).click();
  await dialog.locator("[aria-invalid=true]").waitFor();
  await dialog.getByRole("textbox").fill("192.0.2.0/24");
  await dialog.getByRole("button", { name: "Networks" }).click();
  await row(page).getByText("From 1 network only").waitFor();
  expect(await gateway.verify(key.value, { address: "192.0.2.7" })).toMatchObject({ code: "VALID" });
  expect(await gateway.verify(key.value, { address: "198.51.100.7" })).toMatchObject({
    code: "ADDRESS_NOT_ALLOWED",
  });
});

it("calls are counted by what became of them, in a chart and in a table of the same", async () => {
  const { page } = ada;
  await page.getByRole("tab", { name: "Usage" }).click();
  await page.getByText("Refused: from another network", { exact: true }).waitFor();
  await page.getByText("Let in", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "The same as a table" }).click();
  const told = page.getByRole("row").filter({ hasText: "Refused: from another network: 1" });
  expect(await told.getByRole("cell").allTextContents()).toEqual([
    "1",
    "1",
    "Refused: from another network: 1",
  ]);
  await page.getByText("30 days").click();
  await page.waitForURL("**/*period=month*");
  await told.waitFor();
});

it("R28 a rotated key and its successor stand on a line, with the end of the old one", async () => {
  const { page } = ada;
  await page.getByRole("tab", { name: "Keys and credentials" }).click();
  await row(page).getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  const line = page.getByRole("region", { name: "When keys end" });
  await line.getByText(/works until/).waitFor();
  await line.getByText(/works since/).waitFor();
});

it("a client shows keys in place of its secret, with what is wrong with them at the field", async () => {
  const { page } = ada;
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Client keys" }).click();
  await dialog.getByRole("combobox", { name: "It shows" }).click();
  await page.getByRole("option", { name: "its public keys stand here" }).click();
  await dialog.getByLabel("Public keys").fill("{}");
  await dialog.getByRole("button", { name: "Client keys" }).click();
  await dialog.locator("[aria-invalid=true]").waitFor();
  await dialog
    .getByLabel("Public keys")
    .fill(JSON.stringify({ keys: [publicKey.export({ format: "jwk" })] }));
  await dialog.getByRole("button", { name: "Client keys" }).click();
  await page.getByText("Not accepted now: the client signs with its key.").waitFor();
  expect(ada.faults).toEqual([]);
});
