import { expect, it } from "@jest/globals";
import { accountPages } from "../../src/http/account-pages/account-pages.js";
import { ownPageLinks } from "../../src/http/own-page-links.js";
import { accountPagesOptions } from "../support/account-pages.js";
import { testServer } from "../support/http-server.js";

const origin = "https://portico.example";
const portal = "https://portal.example";
const links = ownPageLinks(origin, [portal]);

/** Each link that a mail can hold, on its own pages. */
const all = {
  application: links.application("app_1"),
  accessRequests: links.accessRequests(),
  joinRequests: links.joinRequests(),
  signUp: links.signUp("o'neill+x@acme.example"),
  signIn: links.signIn(),
  stepUp: links.stepUp(),
  verification: links.verification("a.b-c", null),
  addressMove: links.addressMove("t-1"),
  passwordReset: links.passwordReset("t/1", null),
};

it.each(Object.entries(all))("a link to %s leads to a page that is served", async (_, link) => {
  const server = await testServer({
    routes: async (app) =>
      void (await app.register(accountPages({ ...accountPagesOptions, publicUrl: origin }))),
  });
  const { pathname, search } = new URL(link, origin);
  const page = await server.app.inject({ url: pathname + search, headers: { accept: "text/html" } });
  await server.close();
  expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
});

it("mails lead to the public URL, with everything in its place", () => {
  for (const link of Object.values(all)) expect(new URL(link).origin).toBe(origin);
  expect(new URL(all.signUp).searchParams.get("email")).toBe("o'neill+x@acme.example");
  expect(all.verification).toBe(`${origin}/verify-email?token=a.b-c&callbackURL=%2Fsigned-in`);
  expect(all.passwordReset).toBe(`${origin}/reset-password?token=t%2F1`);
});

it("mails lead on to a portal that is trusted", () => {
  const page = `${portal}/x?y=1`;
  expect(links.passwordReset("t", page)).toBe(`${page}&token=t`);
  expect(new URL(links.verification("t", page)).searchParams.get("callbackURL")).toBe(page);
});

it.each(["https://evil.example/", "/..//evil.example", "//evil.example", "/\\evil.example", "/nowhere"])(
  "mails lead on to the usual page instead of %s",
  (elsewhere) => {
    expect(links.passwordReset("t", elsewhere)).toBe(`${origin}/reset-password?token=t`);
    expect(links.verification("t", elsewhere)).toBe(links.verification("t", null));
  },
);
