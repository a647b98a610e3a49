import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";

/** Sources by directive (CSP level 3); what is not named is forbidden. */
export type PagePolicy = Readonly<Record<string, readonly string[]>>;

/** A one-time value that lets one inline script or style of a page run. */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

export function contentSecurityPolicy(policy: PagePolicy): string {
  const directives = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...policy,
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/** Answers with an HTML page that may load only what `policy` names. */
export function sendPage(reply: FastifyReply, html: string, policy: PagePolicy): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("content-security-policy", contentSecurityPolicy(policy))
    .send(html);
}

/** `value` as a JavaScript expression that is safe inside a script element. */
export function scriptValue(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
