import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { type Brand, purposeOf, usualBrand } from "../html/brand.js";
import { type Html, html, type Script } from "../html/html.js";
import { htmlDocument } from "../html/html-document.js";
import { pageStyle } from "./page-style.js";

/** Sources by directive (CSP level 3); what is not named is forbidden. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>;

export interface Page {
  readonly title: string;
  readonly head?: Html;
  readonly style: Html;
  readonly body: Html;
  /** Something on it has to be mended, which its title says first. */
  readonly isWrong?: boolean;
  /** Whether it looks like the others for people, with the installation's name and logo above the body. */
  readonly isBranded?: boolean;
  /** Runs when the body is there. */
  readonly script?: Script;
  /** The script imports others. */
  readonly isModule?: boolean;
  /** What it may load besides its own style and script. */
  readonly policy?: PagePolicy;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Portico's own where there is none. */
    brand?: Brand;
  }
}

/**
 * Sends a page that may load only what it names, that is kept nowhere, and whose address nobody is told. Pages for people tell
 * the origin of it: without that, no form of theirs would be known as their own (Fetch, "append a request Origin header").
 */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const { headers, document } = writtenPage(page, reply.server.brand);
  return reply.headers(headers).send(document);
}

/** The same for whoever sends it otherwise. */
export function writtenPage(page: Page, brand: Brand = usualBrand) {
  const nonce = randomBytes(16).toString("base64");
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": page.isBranded ? "strict-origin" : "no-referrer",
      "content-security-policy": contentSecurityPolicy(policyOf(page, nonce, brand)),
    },
    document: documentOf(page, nonce, brand),
  };
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

function documentOf(page: Page, nonce: string, brand: Brand): string {
  const { title, head = html``, script, isModule, isBranded = false, isWrong = false } = page;
  const type = isModule ? html` type="module"` : html``;
  const body = isBranded
    ? html`${masthead(brand)}\n${page.body}\n<footer>${purposeOf(brand)}</footer>`
    : page.body;
  const style = isBranded ? html`${pageStyle(brand)}${page.style}` : page.style;
  return htmlDocument({
    title: `${isWrong ? "Error: " : ""}${title} · ${brand.name}`,
    head,
    style,
    styleNonce: nonce,
    body: script ? html`${body}\n<script nonce="${nonce}"${type}>\n${script}\n</script>` : body,
  });
}

function masthead({ name, logoUrl }: Brand): Html {
  const logo = logoUrl
    ? html`<img src="${logoUrl}" alt="" height="32" referrerpolicy="no-referrer"> `
    : html``;
  return html`<header class="brand">${logo}<span>${name}</span></header>`;
}

/** With a nonce beside it, browsers would ignore 'unsafe-inline' (CSP level 3 §6.7.3.2). */
function policyOf({ script, policy = {}, isBranded }: Page, nonce: string, { logoUrl }: Brand): PagePolicy {
  const own = (sources: readonly string[] = []) =>
    sources.includes("'unsafe-inline'") ? sources : [`'nonce-${nonce}'`, ...sources];
  const { "style-src": styles, "script-src": scripts, "img-src": images = [], ...others } = policy;
  const shown = isBranded && logoUrl ? [new URL(logoUrl).origin, ...images] : images;
  return {
    "style-src": own(styles),
    ...(script && { "script-src": own(scripts) }),
    ...(shown.length > 0 && { "img-src": shown }),
    ...others,
  };
}
