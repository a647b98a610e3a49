import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { ownPortalFolders, ownPortalPages, pagePaths } from "./page-paths.js";
import { contentSecurityPolicy } from "./pages.js";

const built = fileURLToPath(new URL("../../portal/dist/", import.meta.url));

/** Each answers with the same document, which finds out by the address what to show. */
const pages = [...ownPortalPages, ...ownPortalFolders.map((folder) => `${folder}*`)];

/** Styles are set by scripts, as React does; nothing but the origin's own is loaded. */
const policy = contentSecurityPolicy({
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
});

/**
 * The portal at `/`. Its assets have a hash in their names, so browsers keep them for a year, and lie there compressed; the
 * document is asked for anew each time. Where the pages have not been built, `/` leads to the Sandbox.
 */
export async function servePortal(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${built}index.html`)) {
    app.get("/", async (_request, reply) => reply.redirect(pagePaths.sandbox));
    return;
  }
  const document = readFileSync(`${built}index.html`, "utf8");
  for (const page of pages) {
    app.get(page, async (_request, reply) =>
      reply
        .type("text/html; charset=utf-8")
        .header("cache-control", "no-cache")
        .header("referrer-policy", "same-origin")
        .header("content-security-policy", policy)
        .send(document),
    );
  }
  await app.register(fastifyStatic, {
    root: `${built}assets`,
    prefix: "/assets/",
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: "365d",
    decorateReply: false,
  });
  const icon = readFileSync(`${built}favicon.svg`);
  app.get("/favicon.svg", async (_request, reply) =>
    reply.type("image/svg+xml").header("cache-control", "public, max-age=86400").send(icon),
  );
}
