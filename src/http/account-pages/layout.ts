import type { FastifyReply } from "fastify";
import { newNonce, sendPage } from "../pages.js";

export interface Page {
  readonly title: string;
  /** Trusted HTML: everything from outside in it is escaped. */
  readonly body: string;
  /** Runs in the page. */
  readonly script?: string;
  /** Origins that its form may end at, besides this one. */
  readonly leadsTo?: readonly string[];
}

const style = `
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font: 17px/1.6 system-ui, sans-serif; color: #1b2733; }
h1 { font-size: 1.7rem; }
a { color: #0b57b0; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; box-sizing: border-box; padding: .55rem .7rem; font: inherit; border: 1px solid #6b7886; border-radius: .4rem; }
button { margin-top: 1.2rem; padding: .6rem 1.2rem; font: inherit; border: 0; border-radius: .5rem; background: #0b57b0; color: #fff; cursor: pointer; }
button:disabled { opacity: .6; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #b36b00; outline-offset: 2px; }
[role=alert] { min-height: 1.6em; font-weight: 600; color: #a4161a; }
#done { font-weight: 600; outline: 0; }
`;

/** Sends a small page that works by itself: no assets, nothing cached, its address told to nobody. */
export function sendAccountPage(
  reply: FastifyReply,
  { title, body, script, leadsTo = [] }: Page,
): FastifyReply {
  const nonce = newNonce();
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portico · ${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
${script ? `<script nonce="${nonce}">${script}</script>` : ""}
</body>
</html>
`;
  const own = [`'nonce-${nonce}'`];
  reply.header("referrer-policy", "no-referrer");
  return sendPage(reply, html, {
    "style-src": own,
    "form-action": ["'self'", ...leadsTo],
    ...(script && { "script-src": own, "connect-src": ["'self'"] }),
  });
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
