import { durationInWords } from "../../application/duration-in-words.js";
import { sessionLife } from "../../application/session-life.js";
import { html } from "../../html/html.js";
import { forgetting } from "../auth-routes.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import type { Form } from "./form.js";
import { linkTo } from "./onward.js";

/** Where signing in, and the page behind the link of a verification mail, lead on to. */
export const signedInForm = (email: string): Form => ({
  path: pagePaths.signedIn,
  title: "You are signed in",
  text: html`<p>This browser is signed in as <strong>${email}</strong>.</p>
<p><a class="button" href="/">Open the portal</a></p>
<p>The <a href="${pagePaths.sandbox}">Sandbox</a> tries the API out. Without internet, <a href="${pagePaths.graphiql}">GraphiQL</a> does the same. Both send your session with every request.</p>
<p>Protect your account: <a href="${pagePaths.factors}">set up second factors</a>.</p>
`,
  fields: [],
  button: "Sign out",
  isOther: true,
  endpoint: "/sign-out",
  next: () => ({ goTo: pagePaths.signIn }),
  headers: forgetting,
  links: html`<p>Signing out ends the session of this browser alone. By itself it ends ${durationInWords(sessionLife.idle)} after its last use, and ${durationInWords(sessionLife.whole)} after the sign-in.</p>`,
});

/** `goTo`: what the reader wanted to do, and comes to when they have signed in. */
export function notSignedInPage(goTo?: string): Page {
  const carried: Record<string, string> = goTo === undefined ? {} : { callbackURL: goTo };
  return textPage({
    title: "You are not signed in",
    body: html`<p>Nobody is signed in in this browser, or no longer.</p>
<p><a class="button" href="${linkTo(pagePaths.signIn, { carried })}">Sign in</a></p>
<div class="links"><p>New here? <a href="${pagePaths.signUp}">Sign up</a></p></div>`,
  });
}
