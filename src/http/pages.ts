import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { type Html, html, type Script } from "../html/html.js";
import { htmlDocument } from "../html/html-document.js";

/** Sources by directive (CSP level 3); what is not named is forbidden. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>;

export interface Page {
  readonly title: string;
  readonly head?: Html;
  readonly style: Html;
  readonly body: Html;
  /** Runs when the body is there. */
  readonly script?: Script;
  /** The script imports others. */
  readonly isModule?: boolean;
  /** What it may load besides its own style and script. */
  readonly policy?: PagePolicy;
}

/** Sends a page that may load only what it names, that is kept nowhere, and whose address nobody is told. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("referrer-policy", "no-referrer")
    .header("content-security-policy", contentSecurityPolicy(policyOf(page, nonce)))
    .send(documentOf(page, nonce));
}

export function contentSecurityPolicy(policy: PagePolicy): string {
  const directives = {
    "default-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...policy,
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

function documentOf({ title, head = html``, style, body, script, isModule }: Page, nonce: string): string {
  const type = isModule ? html` type="module"` : html``;
  return htmlDocument({
    title: `Portico · ${title}`,
    head: html`${head}<style nonce="${nonce}">
${style}</style>
`,
    body: script ? html`${body}\n<script nonce="${nonce}"${type}>\n${script}\n</script>` : body,
  });
}

/** With a nonce beside it, browsers would ignore 'unsafe-inline' (CSP level 3 §6.7.3.2). */
function policyOf({ script, policy = {} }: Page, nonce: string): PagePolicy {
  const own = (sources: readonly string[] = []) =>
    sources.includes("'unsafe-inline'") ? sources : [`'nonce-${nonce}'`, ...sources];
  const { "style-src": styles, "script-src": scripts, ...others } = policy;
  return { "style-src": own(styles), ...(script && { "script-src": own(scripts) }), ...others };
}
