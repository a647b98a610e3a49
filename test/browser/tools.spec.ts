import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../support/browser.js";
import { password, type Story, startStory } from "../support/story.js";

const CDN = "https://embeddable-sandbox.cdn.apollographql.com/**";
const FRAME = "https://sandbox.embed.apollographql.com/**";

/** In the place of Apollo's script: opens a frame, and remembers how it was asked to. */
const embedding = `window.opened = [];
window.EmbeddedSandbox = class {
  constructor(options) {
    opened.push(options);
    const frame = document.createElement("iframe");
    frame.src = "https://sandbox.embed.apollographql.com/sandbox/explorer";
    document.querySelector(options.target).append(frame);
  }
  dispose() {}
};`;
const living = `<script>parent.postMessage({ name: "ExplorerListeningForHandshake" }, "*")</script>`;

/** What the stand-in for Apollo's script notes; asked for by functions, since the page's policy forbids to evaluate texts. */
type Frames = typeof globalThis & {
  opened?: { initialState: { sharedHeaders: { Authorization?: string } } }[];
};

let story: Story;
let browser: Browser;
beforeAll(async () => {
  [story, browser] = await Promise.all([startStory({ settings: { SANDBOX: "true" } }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
});

/** A page of a browser of its own. What its policy keeps out fails the spec. */
async function newPage(): Promise<{ page: Page; failures: string[] }> {
  const page = await (await browser.newContext({ baseURL: story.url })).newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4|ERR_FAILED/.test(message.text()))
      failures.push(message.text());
  });
  return { page, failures };
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Company e-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
  await page.getByText(`Signed in as ${email}`).waitFor();
}

const sentence = (page: Page) => page.getByText("Apollo Sandbox does not open");

describe("the Sandbox", () => {
  it("says so, with links, where Apollo cannot be reached; signing in, out and a token go on", async () => {
    const { email } = await story.signUp("ada@tools.example");
    const { page, failures } = await newPage();
    await page.route(CDN, (route) => route.abort());
    await page.goto("/graphql");
    await sentence(page).waitFor();
    expect(await sentence(page).getByRole("link").all()).toHaveLength(2);

    await page.getByText("Nobody is signed in").waitFor();
    await signIn(page, email);
    await page.getByRole("button", { name: "Get a token" }).click();
    await page.getByRole("button", { name: "Make it" }).click();
    const token = await page.getByText(/^ptc_pat_\w+$/).textContent();
    const person = Object.assign(await story.signUp("bob@tools.example"), { cookie: undefined, token });
    expect(await person.data("{ me { email } }")).toEqual({ me: { email } });
    await page.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Nobody is signed in").waitFor();
    expect(failures).toEqual([]);
  });

  it("says so where Apollo’s script hangs", async () => {
    const { page } = await newPage();
    await page.clock.install();
    await page.route(CDN, () => {});
    await page.goto("/graphql", { waitUntil: "commit" });
    await page.getByText("Opening Apollo Sandbox").waitFor();
    await page.clock.fastForward(9000);
    await sentence(page).waitFor();
  });

  it("says so where its frame hangs, until it lives after all", async () => {
    const { page } = await newPage();
    await page.clock.install();
    await page.route(CDN, (route) => route.fulfill({ contentType: "text/javascript", body: embedding }));
    let answer = (_body: string) => {};
    const answered = new Promise<string>((resolve) => {
      answer = resolve;
    });
    await page.route(FRAME, async (route) =>
      route.fulfill({ contentType: "text/html", body: await answered }),
    );
    await page.goto("/graphql", { waitUntil: "commit" });
    await page.waitForFunction(() => (globalThis as Frames).opened?.length);
    await page.clock.fastForward(9000);
    await sentence(page).waitFor();
    answer(living);
    await sentence(page).waitFor({ state: "hidden" });
  });

  it("opens each example in its tab, and sends a token with all of them", async () => {
    const { email } = await story.signUp("eve@tools.example");
    const { page, failures } = await newPage();
    await page.route(CDN, (route) => route.fulfill({ contentType: "text/javascript", body: embedding }));
    await page.route(FRAME, (route) => route.fulfill({ contentType: "text/html", body: living }));
    await page.goto("/graphql");
    await signIn(page, email);
    await page.getByText("Opening Apollo Sandbox").waitFor({ state: "hidden" });
    const tabs = page.getByRole("tab");
    expect(await tabs.count()).toBe(10);
    for (const tab of await tabs.all()) {
      await tab.click();
      const { document, includeCookies } = await page.evaluate<{ document: string; includeCookies: boolean }>(
        "opened.at(-1).initialState",
      );
      expect([document.includes(` ${await tab.textContent()}`), includeCookies]).toEqual([true, true]);
    }
    await tabs.last().press("ArrowRight");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Start");

    await page.getByRole("button", { name: "Get a token" }).click();
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("button", { name: "Send it with every request" }).click();
    await page.waitForFunction(() =>
      (globalThis as Frames).opened
        ?.at(-1)
        ?.initialState.sharedHeaders.Authorization?.startsWith("Bearer ptc_pat_"),
    );
    expect(failures).toEqual([]);
  });
});

describe("GraphiQL", () => {
  it("asks with the session, completes and checks what is typed, and opens the examples as tabs", async () => {
    const { email } = await story.signUp("fay@tools.example");
    const { page, failures } = await newPage();
    await page.goto("/graphiql");
    await signIn(page, email);
    const editor = page.locator(".graphiql-query-editor");
    await editor.getByText("missingRequirements").waitFor();
    expect(await page.getByRole("tab").count()).toBe(10);
    expect(await page.getByRole("tab").first().textContent()).toContain("Start");

    await page.getByRole("button", { name: /Execute query/ }).click();
    await page.locator(".graphiql-response").getByText("COMPLETE_PROFILE").waitFor();

    await editor.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("{ me { nothing ");
    await editor.locator(".squiggly-error").first().waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("{ me { emai");
    await page.locator(".suggest-widget").getByText("email").first().waitFor();
    expect(failures).toEqual([]);
  });
});
