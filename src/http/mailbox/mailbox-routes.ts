import type { FastifyPluginAsync } from "fastify";
import type { Mailbox } from "../../application/ports/mailbox.js";
import { html } from "../../html/html.js";
import { HttpError } from "../errors.js";
import { pagePaths } from "../page-paths.js";
import { contentSecurityPolicy, sendPage } from "../pages.js";
import { queryTexts } from "../query-texts.js";
import { type ListQuery, listPage, mailPage, mailSandbox, unknownPage } from "./mailbox-pages.js";

const listed = 100;

/** Of a mail by itself, which has inline styles, as mail programs heed no other, and an image of whoever runs the platform. */
const mailPolicy = contentSecurityPolicy({
  "style-src": ["'unsafe-inline'"],
  "img-src": ["https:"],
  "frame-ancestors": ["'self'"],
  sandbox: [mailSandbox],
});

/**
 * The mails that were kept instead of sent, for people (`/dev/mailbox`, `/dev/mailbox/:id`) and for scripts (the same
 * with `.json`); the lists take `?to=address` and hold the newest 100. Whoever reaches these pages can use every
 * link in them, so they are served only where no SMTP server is configured.
 */
export function mailboxRoutes(mailbox: Mailbox): FastifyPluginAsync {
  const preValidation = queryTexts("to", "refresh");

  return async (app) => {
    app.addHook("onRequest", async (_request, reply) => {
      reply.headers({
        "cache-control": "no-store",
        "content-security-policy": contentSecurityPolicy({}),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
    });

    app.get<{ Querystring: ListQuery }>(pagePaths.mailbox, { preValidation }, async (request, reply) => {
      const mails = await mailbox.list(listed, request.query.to || undefined);
      return sendPage(reply, listPage(mails, request.query));
    });

    app.get<{ Querystring: ListQuery }>(`${pagePaths.mailbox}.json`, { preValidation }, async (request) =>
      mailbox.list(listed, request.query.to || undefined),
    );

    app.get<{ Params: { id: string } }>(`${pagePaths.mailbox}/:id`, async (request, reply) => {
      const mail = await mailbox.get(request.params.id);
      return mail ? sendPage(reply, mailPage(mail)) : sendPage(reply.code(404), unknownPage());
    });

    app.get<{ Params: { id: string } }>(`${pagePaths.mailbox}/:id.html`, async (request, reply) => {
      const mail = await found(request.params.id);
      reply.type("text/html; charset=utf-8").header("content-security-policy", mailPolicy);
      return reply.send(withLinksInNewTabs(mail.html));
    });

    app.get<{ Params: { id: string } }>(`${pagePaths.mailbox}/:id.json`, async (request) =>
      found(request.params.id),
    );
  };

  async function found(id: string) {
    const mail = await mailbox.get(id);
    if (!mail) throw new HttpError(404, "NOT_FOUND", "No mail is kept under this id.");
    return mail;
  }
}

/** A link followed inside a frame would load the portal there, where it refuses to be framed. */
function withLinksInNewTabs(mail: string): string {
  return mail.replace(/<head>/i, html`<head><base target="_blank">`.markup);
}
