import type { FastifyPluginAsync } from "fastify";
import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { type ReturnAddresses, returnAddress } from "../return-address.js";
import { textPage } from "../text-page.js";
import { factorsPage } from "./factors-page.js";
import { formPage } from "./form.js";
import {
  forgottenPasswordForm,
  moveAddressForm,
  resetPasswordForm,
  secondFactorForm,
  signInForm,
  signUpForm,
  stepUpForm,
  verifyEmailForm,
} from "./forms.js";

export interface AccountPagesOptions extends ReturnAddresses {
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl?: string | undefined;
}

interface Query {
  readonly email?: string;
  readonly token?: string;
  readonly callbackURL?: string;
  /** Which factor is asked for. */
  readonly with?: string;
}

const text = { type: "string" };
const schema = {
  querystring: { type: "object", properties: { email: text, token: text, callbackURL: text, with: text } },
};

/** Signing up and in for those who have no portal front end before Portico. */
export function accountPages({ mailboxUrl, ...addresses }: AccountPagesOptions): FastifyPluginAsync {
  const pages: Record<string, (query: Query) => Page> = {
    [pagePaths.signUp]: ({ email }) => formPage(signUpForm(email, mailboxUrl)),
    [pagePaths.signIn]: () => formPage(signInForm),
    [pagePaths.secondFactor]: (query) => formPage(secondFactorForm(query.with === "recovery-code")),
    [pagePaths.factors]: factorsPage,
    [pagePaths.stepUp]: ({ callbackURL = "", ...query }) =>
      formPage(stepUpForm(returnAddress(callbackURL, addresses), query.with === "code")),
    [pagePaths.forgottenPassword]: () => formPage(forgottenPasswordForm(mailboxUrl)),
    [pagePaths.resetPassword]: ({ token }) =>
      token ? formPage(resetPasswordForm(token)) : linkIncomplete(pagePaths.forgottenPassword),
    [pagePaths.moveAddress]: ({ token }) =>
      token ? formPage(moveAddressForm(token)) : linkIncomplete(pagePaths.sandbox),
    [pagePaths.verifyEmail]: (query) => verification(query, addresses),
  };
  return async (app) => {
    for (const [path, page] of Object.entries(pages)) {
      app.get<{ Querystring: Query }>(path, { schema }, async ({ query }, reply) =>
        sendPage(reply, page(query)),
      );
    }
  };
}

const linkIncomplete = (askAgain: string) =>
  textPage({
    title: "This link does not work",
    body: html`<p>Part of it is missing.</p>
<p><a href="${askAgain}">Ask for a new link</a></p>`,
  });

/** Choosing the password is what verifies: programs that open every link of a mail to look for harm verify nothing. */
function verification({ token, callbackURL = "" }: Query, addresses: ReturnAddresses): Page {
  if (!token) return linkIncomplete(pagePaths.signUp);
  return formPage(verifyEmailForm(token, returnAddress(callbackURL, addresses) ?? pagePaths.signedIn));
}
