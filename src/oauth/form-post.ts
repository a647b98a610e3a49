import { createHash } from "node:crypto";
import type Provider from "oidc-provider";
import { contentSecurityPolicy } from "../http/pages.js";
import { leadingTo } from "./customer-pages.js";

/**
 * Lets the page by which a browser posts an answer to a client run its one script, and lead there (OAuth 2.0 Form Post
 * Response Mode): no other answer may do either.
 */
export function letFormsPost(provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    const { response_mode, redirect_uri } = ctx.oidc?.params ?? {};
    if (response_mode !== "form_post" || typeof ctx.body !== "string") return;
    const [, script] = /<script>(.*?)<\/script>/s.exec(ctx.body) ?? [];
    if (script === undefined) return;
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = { "script-src": [`'sha256-${hash}'`], ...leadingTo(String(redirect_uri)) };
    ctx.set("content-security-policy", contentSecurityPolicy(policy));
  });
}
