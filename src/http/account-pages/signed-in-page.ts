import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import { formPage } from "./form.js";

/** Where signing in, and the page behind the link of a verification mail, lead on to. `email`: of whoever is signed in. */
export function signedInPage(email: string | null): Page {
  return email === null ? notSignedIn : formPage(signedIn(email));
}

const signedIn = (email: string) => ({
  title: "You are signed in",
  text: html`<p>This browser is signed in to Portico as ${email}.</p>
<p><a class="button" href="${pagePaths.sandbox}">Open the Sandbox</a></p>
<p>Without internet, <a href="${pagePaths.graphiql}">GraphiQL</a> does the same. Both send your session with every request.</p>
<p><a href="${pagePaths.factors}">Set up second factors</a></p>
`,
  fields: [],
  button: "Sign out",
  endpoint: "/api/auth/sign-out",
  onSuccess: { goTo: pagePaths.signIn },
  links: html`Signing out ends this browser's session alone.`,
});

const notSignedIn = textPage({
  title: "You are not signed in",
  body: html`<p>Nobody is signed in to Portico in this browser, or no longer.</p>
<p><a class="button" href="${pagePaths.signIn}">Sign in</a></p>
<p>No account yet? <a href="${pagePaths.signUp}">Sign up</a>.</p>`,
});
