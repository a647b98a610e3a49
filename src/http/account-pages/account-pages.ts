import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Visitors } from "../../application/ports/visitors.js";
import { prices } from "../../application/prices.js";
import type { FetchHandler } from "../auth-routes.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { queryTexts } from "../query-texts.js";
import { toHeaders } from "../request-headers.js";
import type { ReturnAddresses } from "../return-address.js";
import { factorsPages } from "./factors-page.js";
import { type Filled, type Form, formPage } from "./form.js";
import { forgottenPasswordForm, secondFactorForm, signInForm, signUpForm, stepUpForm } from "./forms.js";
import { type IdentityAnswer, identityApi } from "./identity-api.js";
import { mailedLinkPages, type ShowPage } from "./mailed-links.js";
import { onwardTo } from "./onward.js";
import { takeOwnForms } from "./own-forms.js";
import { type Sent, sendForm } from "./sending.js";
import { notSignedInPage, signedInForm } from "./signed-in-page.js";

export interface AccountPagesOptions extends ReturnAddresses {
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl?: string | undefined;
  readonly visitors: Visitors;
  /** Answers `/api/auth/*`. */
  readonly handler: FetchHandler;
}

const preValidation = queryTexts("email", "token", "callbackURL", "with", "done");

/**
 * Signing up and in, and what belongs to it, for those who have no portal front end before Portico. All of it works without
 * scripts: forms are sent to the page's own address, and answered with a page. Nothing is changed by opening one.
 */
export function accountPages({
  mailboxUrl,
  visitors,
  handler,
  ...addresses
}: AccountPagesOptions): FastifyPluginAsync {
  const api = identityApi({ handler, publicUrl: addresses.publicUrl });
  const pages: Record<string, ShowPage> = {
    [pagePaths.signUp]: async ({ email }) => signUpForm(email, mailboxUrl),
    [pagePaths.forgottenPassword]: async ({ email }) => forgottenPasswordForm(email, mailboxUrl),
    [pagePaths.signIn]: async ({ callbackURL, done }) =>
      signInForm(onwardTo(callbackURL, addresses), done === "session-ended"),
    [pagePaths.secondFactor]: async (sent) =>
      secondFactorForm(sent.with === "recovery-code", onwardTo(sent.callbackURL, addresses)),
    async [pagePaths.stepUp](sent, headers) {
      const visitor = await visitors.visitorOf(headers);
      const onward = onwardTo(sent.callbackURL, addresses);
      if (visitor) return stepUpForm(visitor, sent.with === "recovery-code", onward);
      return notSignedInPage(onward.isAsked ? onward.goTo : undefined);
    },
    async [pagePaths.signedIn](_sent, headers) {
      const visitor = await visitors.visitorOf(headers);
      return visitor ? signedInForm(visitor.email) : notSignedInPage();
    },
    ...mailedLinkPages(visitors, addresses),
  };

  return async (app) => {
    takeOwnForms(app, addresses.publicUrl);
    for (const [path, show] of Object.entries(pages)) {
      app.get<{ Querystring: Sent }>(path, { preValidation }, async ({ query, headers }, reply) => {
        const shown = await show(query, toHeaders(headers));
        return sendPage(reply, isForm(shown) ? formPage(shown) : shown);
      });
      app.post<{ Body: Sent }>(path, { config: { price: prices.password } }, (request, reply) =>
        answerForm(show, request, reply),
      );
    }
    await app.register(factorsPages({ api, visitors }));
  };

  async function answerForm(show: ShowPage, request: FastifyRequest, reply: FastifyReply) {
    const sent = request.body as Sent;
    const showAgain = () => show(sent, toHeaders(request.headers));
    const shown = await showAgain();
    if (!isForm(shown)) return sendPage(reply.code(400), shown);
    const again = async (filled: Filled, answer?: IdentityAnswer) => {
      // A link may have been used meanwhile, or a session have ended.
      const now = answer ? await showAgain() : shown;
      return { page: isForm(now) ? formPage(now, filled) : now };
    };
    return sendForm(api, { form: shown, sent, again }, request, reply);
  }
}

const isForm = (shown: Form | Page): shown is Form => "endpoint" in shown;
