import type { FastifyInstance } from "fastify";
import { html } from "../html/html.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";
import { textPage } from "./text-page.js";

/** `GET /signed-in`: where the link in a verification mail ends; with `?error=…` when that link did not work. */
export function serveSignedInPage(app: FastifyInstance): void {
  app.get<{ Querystring: { error?: string } }>(pagePaths.signedIn, async (request, reply) =>
    sendPage(reply, request.query.error === undefined ? signedIn : linkFailed),
  );
}

const signedIn = textPage({
  title: "You are signed in",
  body: html`<p>Your e-mail address is verified, and this browser is signed in to Portico.</p>
<p><a class="button" href="${pagePaths.sandbox}">Open the Sandbox</a></p>
<p>Without internet, <a href="${pagePaths.graphiql}">GraphiQL</a> does the same. Both send your session with every request.</p>`,
});

const linkFailed = textPage({
  title: "This link no longer works",
  body: html`<p>It has expired or has already been used. If your address is verified already, just <a href="${pagePaths.signIn}">sign in</a>.</p>
<p>Otherwise ask for a new e-mail: signing in with an unverified address sends one.</p>`,
});
