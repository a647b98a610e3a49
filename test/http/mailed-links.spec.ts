import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Client } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { password, type Story, startStory, verifies } from "../support/story.js";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

/** The path of the newest link of a kind that went to an address. */
const linkTo = (email: string, page: string) =>
  eventually(async () => {
    const mails = await story.services.mailbox.list(10, email);
    const link = new RegExp(`https?://[^/]+(/${page}\\S+)`);
    return mails.map(({ text }) => link.exec(text)?.[1]).find((path) => path !== undefined);
  });

async function page(client: Client, path: string): Promise<string> {
  const response = await client.request(path, { headers: { accept: "text/html" } });
  expect(response.status).toBe(200);
  return response.text();
}

const nobody = () => new Client(story.url);
const gone = "This link does not work";

it("R1 the link of a sign-up asks for a password until it is used; then it says who is signed in, or to sign in", async () => {
  const ada = nobody();
  const email = "ada@links.example";
  await ada.post("/api/auth/sign-up/email", { email });
  const link = await linkTo(email, "verify-email");
  for (const look of [1, 2])
    expect([look, await page(ada, link)]).toEqual([
      look,
      expect.stringContaining(`value="${email}" readonly`),
    ]);
  await verifies(ada as never, `${story.url}${link}`);

  const again = await page(ada, link);
  expect(again).toContain(gone);
  expect(again).toContain(`You are signed in as <strong>${email}</strong>, so there is nothing left to do.`);
  const elsewhere = await page(nobody(), link);
  expect(elsewhere).toContain(gone);
  expect(elsewhere).not.toContain(email);
  expect(elsewhere).toContain('href="/sign-in"');
});

it("/signed-in says who is, and after signing out that nobody is", async () => {
  const bob = await story.signUp("bob@links.example");
  expect(await page(bob, "/signed-in")).toContain("signed in as <strong>bob@links.example</strong>.");
  await bob.post("/api/auth/sign-out", {});
  expect(await page(bob, "/signed-in")).toContain("You are not signed in");
  expect(await page(nobody(), "/signed-in")).toContain("You are not signed in");
});

it("the link of a new password is gone once it is used, or has expired", async () => {
  const cyd = await story.signUp("cyd@links.example");
  await cyd.post("/api/auth/request-password-reset", { email: cyd.email });
  const link = await linkTo(cyd.email, "reset-password");
  expect(await page(nobody(), link)).toContain(`value="${cyd.email}" readonly`);
  const token = new URL(link, story.url).searchParams.get("token");
  const newPassword = `${password}, changed`;
  expect((await nobody().post("/api/auth/reset-password", { token, newPassword })).status).toBe(200);
  expect(await page(nobody(), link)).toContain("more than 1 hour old");

  await nobody().post("/api/auth/sign-up/email", { email: "dan@links.example" });
  const late = await linkTo("dan@links.example", "verify-email");
  expect(await page(nobody(), late)).toContain("<form");
  await story.services.pool.query(`update auth.verification set "expiresAt" = now() - interval '1 second'`);
  expect(await page(nobody(), late)).toContain("more than 24 hours old");
});

it("R2 the link to another address works for whoever asked for it, and once", async () => {
  const [eve, fay] = [
    await story.readyDeveloper("eve@links.example"),
    await story.signUp("fay@links.example"),
  ];
  await eve.mutate("moveToAddress", { email: "eva@links.example" }, "sentTo");
  const link = await linkTo("eva@links.example", "move-address");
  expect(await page(eve, link)).toContain("you sign in as <strong>eva@links.example</strong>");
  expect(await page(fay, link)).toContain("is for another account than this one");
  expect(await page(nobody(), link)).toContain("sign in with your present address");
  const token = new URL(link, story.url).searchParams.get("token");
  expect((await eve.post("/api/auth/move-address", { token })).status).toBe(200);
  const again = await page(eve, link);
  expect(again).toContain("You are signed in as <strong>eva@links.example</strong>.");
  expect(again).not.toContain("<form");
});
