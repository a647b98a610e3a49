import type { FastifyInstance } from "fastify";
import type { MailedLink, Visitors } from "../../application/ports/visitors.js";
import { type Html, html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { toHeaders } from "../request-headers.js";
import { type ReturnAddresses, returnAddress } from "../return-address.js";
import { textPage } from "../text-page.js";
import { type Form, formPage } from "./form.js";
import { moveAddressForm, resetPasswordForm, verifyEmailForm } from "./forms.js";

interface Query {
  readonly token?: string;
  readonly callbackURL?: string;
}

const text = { type: "string" };
const schema = { querystring: { type: "object", properties: { token: text, callbackURL: text } } };

interface LinkPage {
  readonly link: MailedLink;
  readonly path: string;
  /** Where another link is asked for. */
  readonly askAgain: string;
  form(token: string, next: string): Form;
  /** What is true of a link that works no longer, for whoever is signed in, or for nobody. */
  gone(email: string | null, next: string): Html;
}

const signIn = html`<a href="${pagePaths.signIn}">Sign in</a>`;

const linkPages: readonly LinkPage[] = [
  {
    link: "VERIFY_EMAIL",
    path: pagePaths.verifyEmail,
    askAgain: pagePaths.signUp,
    form: verifyEmailForm,
    gone: (email, next) =>
      email === null
        ? html`<p>It has been used, or is more than a day old.</p>
<p>Have you chosen a password? ${signIn}. Otherwise <a href="${pagePaths.signUp}">sign up again</a> for a new link.</p>`
        : html`<p>It has been used, or is more than a day old. You are signed in as ${email}, so there is nothing left to do.</p>
<p><a class="button" href="${next}">Go on</a></p>`,
  },
  {
    link: "RESET_PASSWORD",
    path: pagePaths.resetPassword,
    askAgain: pagePaths.forgottenPassword,
    form: resetPasswordForm,
    gone: (email) =>
      html`<p>It has been used, or is more than an hour old.</p>
${email === null ? "" : html`<p>You are signed in as ${email}.</p>\n`}<p>Have you chosen a new password? ${signIn} with it. Otherwise <a href="${pagePaths.forgottenPassword}">ask for a new link</a>.</p>`,
  },
  {
    link: "MOVE_ADDRESS",
    path: pagePaths.moveAddress,
    askAgain: pagePaths.sandbox,
    form: moveAddressForm,
    gone: (email) =>
      email === null
        ? html`<p>Nobody is signed in to Portico in this browser. If your account has not moved yet, sign in with your present address, and then open the link again.</p>
<p>${signIn}</p>`
        : html`<p>You are signed in as ${email}. The link has been used, is too old, or is for another account than this one.</p>
<p><a class="button" href="${pagePaths.signedIn}">Go on</a></p>`,
  },
];

/**
 * The pages behind the links of mails. What they ask for is done by a form: programs that open every link of a mail to look
 * for harm use nothing up. A link that works no longer says what is true instead.
 */
export function serveMailedLinks(app: FastifyInstance, visitors: Visitors, addresses: ReturnAddresses): void {
  for (const page of linkPages) {
    app.get<{ Querystring: Query }>(page.path, { schema }, async ({ query, headers }, reply) =>
      sendPage(reply, await linkPage(page, query, toHeaders(headers))),
    );
  }

  async function linkPage(
    { link, askAgain, form, gone }: LinkPage,
    { token, callbackURL = "" }: Query,
    headers: Headers,
  ): Promise<Page> {
    if (!token)
      return doesNotWork(html`<p>Part of it is missing.</p>
<p><a href="${askAgain}">Ask for a new link</a></p>`);
    const next = returnAddress(callbackURL, addresses) ?? pagePaths.signedIn;
    if (await visitors.isGood(link, token, headers)) return formPage(form(token, next));
    return doesNotWork(gone(await visitors.emailOf(headers), next));
  }
}

const doesNotWork = (body: Html): Page => textPage({ title: "This link does not work", body });
