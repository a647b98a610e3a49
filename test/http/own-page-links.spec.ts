import { expect, it } from "@jest/globals";
import { accountPages } from "../../src/http/account-pages/account-pages.js";
import { ownPageLinks } from "../../src/http/own-page-links.js";
import { testServer } from "../support/http-server.js";

const origin = "https://portico.example";
const links = ownPageLinks(origin);

/** Each link that a mail can hold, and those that people are sent on to. */
const all = {
  application: links.application("app_1"),
  accessRequests: links.accessRequests(),
  signUp: links.signUp("o'neill+x@acme.example"),
  signIn: links.signIn(),
  verification: links.verification("a.b-c", links.afterVerification),
  afterVerification: links.afterVerification,
  newPassword: `${links.newPassword}?token=t`,
};

it.each(Object.entries(all))("a link to %s leads to a page that is served", async (_, link) => {
  const server = await testServer({ routes: async (app) => void (await app.register(accountPages())) });
  const { pathname, search } = new URL(link, origin);
  const page = await server.app.inject({ url: pathname + search, headers: { accept: "text/html" } });
  await server.close();
  expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
});

it("mails lead to the public URL, with everything in its place", () => {
  for (const link of Object.values(all).filter((each) => !each.startsWith("/"))) {
    expect(new URL(link).origin).toBe(origin);
  }
  expect(new URL(all.signUp).searchParams.get("email")).toBe("o'neill+x@acme.example");
  expect(all.verification).toBe(`${origin}/verify-email?token=a.b-c&callbackURL=%2Fsigned-in`);
  expect(links.passwordReset("t/1", "https://portal.example/x?y=1")).toBe(
    `${origin}/api/auth/reset-password/t%2F1?callbackURL=https%3A%2F%2Fportal.example%2Fx%3Fy%3D1`,
  );
});
