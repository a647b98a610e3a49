import { durationInWords } from "../../application/duration-in-words.js";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import type { MailedLink, Visitors } from "../../application/ports/visitors.js";
import { type Html, html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import type { ReturnAddresses } from "../return-address.js";
import { textPage } from "../text-page.js";
import type { Form } from "./form.js";
import { moveAddressForm, resetPasswordForm, verifyEmailForm } from "./forms.js";
import { type Onward, onwardTo } from "./onward.js";
import type { Sent } from "./sending.js";

interface LinkPage {
  readonly link: MailedLink;
  /** Where another link is asked for. */
  readonly askAgain: string;
  form(email: string, token: string, onward: Onward): Form;
  /** What is true of a link that works no longer, for whoever is signed in, or for nobody. */
  gone(email: string | null, onward: Onward): Html;
}

const signIn = html`<a href="${pagePaths.signIn}">Sign in</a>`;
const goOn = (goTo: string) => html`<p><a class="button" href="${goTo}">Go on</a></p>`;
const tooOld = (link: MailedLink) => `is more than ${durationInWords(linkLifetimes[link])} old`;

const linkPages: Readonly<Record<string, LinkPage>> = {
  [pagePaths.verifyEmail]: {
    link: "VERIFY_EMAIL",
    askAgain: pagePaths.signUp,
    form: verifyEmailForm,
    gone: (email, { goTo }) =>
      email === null
        ? html`<p>It has been used, or ${tooOld("VERIFY_EMAIL")}.</p>
<p>Have you chosen a password? ${signIn}. Otherwise <a href="${pagePaths.signUp}">sign up again</a> for a new link.</p>`
        : html`<p>It has been used, or ${tooOld("VERIFY_EMAIL")}. You are signed in as <strong>${email}</strong>, so there is nothing left to do.</p>
${goOn(goTo)}`,
  },
  [pagePaths.resetPassword]: {
    link: "RESET_PASSWORD",
    askAgain: pagePaths.forgottenPassword,
    form: resetPasswordForm,
    gone: (email) =>
      html`<p>It has been used, or ${tooOld("RESET_PASSWORD")}.</p>
${email === null ? "" : html`<p>You are signed in as <strong>${email}</strong>.</p>\n`}<p>Have you chosen a new password? ${signIn} with it. Otherwise <a href="${pagePaths.forgottenPassword}">ask for a new link</a>.</p>`,
  },
  [pagePaths.moveAddress]: {
    link: "MOVE_ADDRESS",
    askAgain: pagePaths.sandbox,
    form: moveAddressForm,
    gone: (email) =>
      email === null
        ? html`<p>Nobody is signed in in this browser. If your account has not moved yet, sign in with your present address, and then open the link again.</p>
<p><a class="button" href="${pagePaths.signIn}">Sign in</a></p>`
        : html`<p>You are signed in as <strong>${email}</strong>. The link has been used, ${tooOld("MOVE_ADDRESS")}, or is for another account than this one.</p>
${goOn(pagePaths.signedIn)}`,
  },
};

/** A page, or the form that is on it, for what a request was opened or sent with. */
export type ShowPage = (sent: Sent, headers: Headers) => Promise<Form | Page>;

/**
 * The pages behind the links of mails, by their paths. What they ask for is done by a form: programs that open every link of a
 * mail to look for harm use nothing up. A link that works no longer says what is true instead.
 */
export function mailedLinkPages(visitors: Visitors, addresses: ReturnAddresses): Record<string, ShowPage> {
  const show =
    ({ link, askAgain, form, gone }: LinkPage): ShowPage =>
    async ({ token, callbackURL }, headers) => {
      if (!token)
        return doesNotWork(html`<p>Part of it is missing. Copy it from the e-mail in full, or ask for another.</p>
<p><a class="button" href="${askAgain}">Ask for a new link</a></p>`);
      const onward = onwardTo(callbackURL, addresses);
      const email = await visitors.addressBehind(link, token, headers);
      if (email !== null) return form(email, token, onward);
      const visitor = await visitors.visitorOf(headers);
      return doesNotWork(gone(visitor?.email ?? null, onward));
    };
  return Object.fromEntries(Object.entries(linkPages).map(([path, page]) => [path, show(page)]));
}

const doesNotWork = (body: Html): Page => textPage({ title: "This link does not work", body });
