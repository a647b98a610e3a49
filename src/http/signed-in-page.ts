import type { FastifyInstance } from "fastify";
import { html } from "../html/html.js";
import { formPage } from "./account-pages/form.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";

/** `GET /signed-in`: where signing in, and the page behind the link of a verification mail, lead on to. */
export function serveSignedInPage(app: FastifyInstance): void {
  app.get(pagePaths.signedIn, async (_request, reply) => sendPage(reply, signedIn));
}

const signedIn = formPage({
  title: "You are signed in",
  text: html`<p>Your e-mail address is verified, and this browser is signed in to Portico.</p>
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
