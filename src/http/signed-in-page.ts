import type { FastifyInstance } from "fastify";
import { newNonce, sendPage } from "./pages.js";

/** `GET /signed-in`: where the link in a verification mail ends; with `?error=…` when that link did not work. */
export function serveSignedInPage(app: FastifyInstance): void {
  app.get<{ Querystring: { error?: string } }>("/signed-in", async (request, reply) => {
    const nonce = newNonce();
    const page = request.query.error === undefined ? SIGNED_IN : LINK_FAILED;
    return sendPage(reply, render(page, nonce), { "style-src": [`'nonce-${nonce}'`] });
  });
}

interface Message {
  readonly title: string;
  readonly body: string;
}

const SIGNED_IN: Message = {
  title: "You are signed in",
  body: `<p>Your e-mail address is verified, and this browser is signed in to Portico.</p>
<p><a class="button" href="/graphql">Open the Sandbox</a></p>
<p>Without internet, <a href="/graphiql">GraphiQL</a> does the same. Both send your session with every request.</p>`,
};

const LINK_FAILED: Message = {
  title: "This link no longer works",
  body: `<p>It has expired or was used before. If your address is verified already, just <a href="/sign-in">sign in</a>.</p>
<p>Otherwise ask for a new mail: signing in with an unverified address sends one.</p>`,
};

function render({ title, body }: Message, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portico · ${title}</title>
<style nonce="${nonce}">
body { max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; font: 17px/1.6 system-ui, sans-serif; color: #1b2733; }
h1 { font-size: 1.7rem; }
a { color: #0b57b0; }
.button { display: inline-block; padding: .6rem 1.2rem; border-radius: .5rem; background: #0b57b0; color: #fff; text-decoration: none; }
</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}
