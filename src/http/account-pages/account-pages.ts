import type { FastifyPluginAsync } from "fastify";
import type { Visitors } from "../../application/ports/visitors.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { toHeaders } from "../request-headers.js";
import { type ReturnAddresses, returnAddress } from "../return-address.js";
import { factorsPage } from "./factors-page.js";
import { formPage } from "./form.js";
import { forgottenPasswordForm, secondFactorForm, signInForm, signUpForm, stepUpForm } from "./forms.js";
import { serveMailedLinks } from "./mailed-links.js";
import { signedInPage } from "./signed-in-page.js";

export interface AccountPagesOptions extends ReturnAddresses {
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl?: string | undefined;
  readonly visitors: Visitors;
}

interface Query {
  readonly email?: string;
  readonly callbackURL?: string;
  /** Which factor is asked for. */
  readonly with?: string;
}

const text = { type: "string" };
const schema = {
  querystring: { type: "object", properties: { email: text, callbackURL: text, with: text } },
};

/** Signing up and in for those who have no portal front end before Portico. */
export function accountPages({
  mailboxUrl,
  visitors,
  ...addresses
}: AccountPagesOptions): FastifyPluginAsync {
  const pages: Record<string, (query: Query) => Page> = {
    [pagePaths.signUp]: ({ email }) => formPage(signUpForm(email, mailboxUrl)),
    [pagePaths.signIn]: () => formPage(signInForm),
    [pagePaths.secondFactor]: (query) => formPage(secondFactorForm(query.with === "recovery-code")),
    [pagePaths.factors]: factorsPage,
    [pagePaths.stepUp]: ({ callbackURL = "", ...query }) =>
      formPage(stepUpForm(returnAddress(callbackURL, addresses), query.with === "code")),
    [pagePaths.forgottenPassword]: () => formPage(forgottenPasswordForm(mailboxUrl)),
  };
  return async (app) => {
    for (const [path, page] of Object.entries(pages)) {
      app.get<{ Querystring: Query }>(path, { schema }, async ({ query }, reply) =>
        sendPage(reply, page(query)),
      );
    }
    app.get(pagePaths.signedIn, async ({ headers }, reply) =>
      sendPage(reply, signedInPage(await visitors.emailOf(toHeaders(headers)))),
    );
    serveMailedLinks(app, visitors, addresses);
  };
}
