import type { FastifyPluginAsync } from "fastify";
import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { textPage } from "../text-page.js";
import { formPage } from "./form.js";
import { forgottenPasswordForm, resetPasswordForm, signInForm, signUpForm } from "./forms.js";

export interface AccountPagesOptions {
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl?: string | undefined;
  /** Origins of portals that a verified developer may be led back to. */
  readonly portals?: readonly string[];
}

interface Query {
  readonly email?: string;
  readonly token?: string;
  readonly callbackURL?: string;
  readonly error?: string;
}

const text = { type: "string" };
const schema = {
  querystring: { type: "object", properties: { email: text, token: text, callbackURL: text, error: text } },
};

/** Signing up and in for those who have no portal front end before Portico. */
export function accountPages({ mailboxUrl, portals = [] }: AccountPagesOptions = {}): FastifyPluginAsync {
  const pages: Record<string, (query: Query) => Page> = {
    [pagePaths.signUp]: ({ email }) => formPage(signUpForm(email, mailboxUrl)),
    [pagePaths.signIn]: () => formPage(signInForm),
    [pagePaths.forgottenPassword]: () => formPage(forgottenPasswordForm(mailboxUrl)),
    [pagePaths.resetPassword]: ({ token, error }) =>
      token && error === undefined ? formPage(resetPasswordForm(token)) : resetLinkFailed,
    [pagePaths.verifyEmail]: (query) => verification(query, portals),
  };
  return async (app) => {
    for (const [path, page] of Object.entries(pages)) {
      app.get<{ Querystring: Query }>(path, { schema }, async ({ query }, reply) =>
        sendPage(reply, page(query)),
      );
    }
  };
}

/** Where better-auth leads with `?error=INVALID_TOKEN`. */
const resetLinkFailed = textPage({
  title: "This link no longer works",
  body: html`<p>It has expired or was used before.</p>
<p><a href="${pagePaths.forgottenPassword}">Ask for a new link</a></p>`,
});

/** A person must press the button: programs that open every link of a mail to look for harm verify nothing. */
function verification({ token = "", callbackURL = "" }: Query, portals: readonly string[]): Page {
  const isPortal = portals.includes(URL.parse(callbackURL)?.origin ?? "");
  const target = isPortal || isPathHere(callbackURL) ? callbackURL : pagePaths.signedIn;
  const body = html`<p>This confirms that the address is yours, and signs this browser in.</p>
<form method="get" action="/api/auth/verify-email">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="callbackURL" value="${target}">
<button>Verify my address</button>
</form>`;
  const policy = { "form-action": ["'self'", ...portals] };
  return textPage({ title: "Verify your e-mail address", body, policy });
}

/** No `//host`, and nothing that browsers read as that: a backslash, a tab (WHATWG URL §4.4). */
function isPathHere(url: string): boolean {
  return /^\/(?!\/)[\w\-.~+@%/?&=#]*$/.test(url);
}
