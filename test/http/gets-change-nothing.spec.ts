import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { password, type Story, startStory } from "../support/story.js";

const email = "ada@gets.example";
let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

const tokenOf = (page: string) =>
  eventually(async () => {
    const mails = await story.services.mailbox.list(10, email);
    const link = new RegExp(`${page}\\?\\S*?token=(\\w+)`);
    return mails.map(({ text }) => link.exec(text)?.[1]).find((token) => token !== undefined);
  });

/** Everything that is stored but the queue, whose worker may be at work. */
const stored = () => dumpDatabase(story.services.pool, ["graphile_worker"]);

/** Every way in that has to do with signing in, as another site may have a browser, or a scanner of mails, open it. */
const paths = (token: string) => {
  const query = `token=${token}&callbackURL=/signed-in&password=${encodeURIComponent(password)}&newPassword=x&email=${email}`;
  return [
    "/verify-email",
    "/reset-password",
    "/move-address",
    "/sign-up",
    "/sign-in",
    "/signed-in",
    "/step-up",
    "/forgotten-password",
    "/second-factor",
    "/second-factors",
    "/api/auth/sign-up/email",
    "/api/auth/verify-email",
    "/api/auth/sign-in/email",
    "/api/auth/move-address",
    "/api/auth/sign-out",
    "/api/auth/step-up",
    "/api/auth/request-password-reset",
    "/api/auth/reset-password",
    `/api/auth/reset-password/${token}`,
    "/api/auth/change-password",
    "/api/auth/get-session",
    "/api/auth/list-sessions",
    "/api/auth/revoke-sessions",
    "/api/auth/revoke-other-sessions",
  ].map((path) => `${path}?${query}`);
};

it("R1 no GET changes anything, signs a browser in or out, or uses a link up", async () => {
  const person = await story.signUp("other@gets.example");
  await person.post("/api/auth/sign-up/email", { email });
  const token = await tokenOf("verify-email");
  for (const cookie of [undefined, person.cookie]) {
    const before = await stored();
    for (const path of paths(token)) {
      const headers = { ...(cookie && { cookie }), origin: "https://evil.example" };
      const response = await fetch(new URL(path, story.url), { headers, redirect: "manual" });
      expect([path, response.headers.getSetCookie()]).toEqual([path, []]);
      expect(response.status).toBeLessThan(500);
    }
    expect(await stored()).toBe(before);
  }
  expect((await person.post("/api/auth/verify-email", { token, password })).status).toBe(200);
  await person.post("/api/auth/request-password-reset", { email });
  const reset = await tokenOf("reset-password");
  const before = await stored();
  for (const path of paths(reset)) await fetch(new URL(path, story.url), { redirect: "manual" });
  expect(await stored()).toBe(before);
  const chosen = { token: reset, newPassword: "quite another passphrase" };
  expect((await person.post("/api/auth/reset-password", chosen)).status).toBe(200);
});

it.each([
  "/api/auth/sign-out",
  "/api/auth/change-password",
  "/api/auth/step-up",
  "/api/auth/revoke-sessions",
  "/api/auth/revoke-other-sessions",
])("another site's page cannot POST to %s with the cookie of a browser", async (path) => {
  const person = await story.signUp(`victim-of-${path.split("/").at(-1)}@gets.example`);
  const before = await stored();
  const body = JSON.stringify({
    currentPassword: password,
    newPassword: "quite another passphrase",
    password,
  });
  for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
    const headers = { cookie: person.cookie ?? "", origin: "https://evil.example", "content-type": type };
    const response = await fetch(new URL(path, story.url), { method: "POST", headers, body });
    expect([403, 415]).toContain(response.status);
  }
  expect(await stored()).toBe(before);
  expect((await person.data("{ me { email } }")).me).toEqual({ email: person.email });
});

it("a page of another site signs nobody in, and out, by sending a form of ours", async () => {
  const [victim, stranger] = [
    await story.signUp("visitor@gets.example"),
    await story.signUp("eve@gets.example"),
  ];
  const before = await stored();
  const fields = {
    email: stranger.email,
    password,
    token: "t",
    newPassword: password,
    do: "remove-app",
    code: "1",
  };
  for (const path of ["/sign-in", "/sign-up", "/signed-in", "/verify-email", "/step-up", "/second-factors"])
    for (const cookie of [victim.cookie, undefined]) {
      const headers = { ...(cookie && { cookie }), origin: "https://evil.example" };
      const body = new URLSearchParams(fields);
      const init: RequestInit = { method: "POST", headers, body, redirect: "manual" };
      const response = await fetch(new URL(path, story.url), init);
      expect([path, response.status, response.headers.getSetCookie()]).toEqual([path, 403, []]);
    }
  expect(await stored()).toBe(before);
});
