import type { FastifyInstance } from "fastify";
import { isStorable, unstorable } from "../../application/storable-text.js";
import { html } from "../../html/html.js";
import { HttpError } from "../errors.js";
import { sendPage } from "../pages.js";
import { pathOf } from "../request-log.js";
import { textPage } from "../text-page.js";

/**
 * Lets the pages of `app` take forms (HTML, `application/x-www-form-urlencoded`), each field once, and only from pages of
 * their own origin: what a page of another site sends, to sign a visitor in to a stranger's account for one, does nothing
 * (RFC 6454 §7). Browsers tell the origin with every POST.
 */
export function takeOwnForms(app: FastifyInstance, publicUrl: string): void {
  const own = new URL(publicUrl).origin;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: unknown, body: string) => fieldsOf(body),
  );
  app.addHook("preHandler", async ({ method, headers, url, body }, reply) => {
    if (method !== "POST") return;
    if (headers.origin !== own) return sendPage(reply.code(403), foreignPage(`${own}${pathOf(url)}`));
    if (body === undefined)
      throw new HttpError(415, "UNSUPPORTED_MEDIA_TYPE", "Send the form as browsers do.");
  });
}

function fieldsOf(body: string): Record<string, string> {
  const fields = [...new URLSearchParams(body)];
  if (new Set(fields.map(([name]) => name)).size < fields.length)
    throw new HttpError(400, "BAD_USER_INPUT", "A field was sent twice.");
  if (!fields.flat().every(isStorable)) throw new HttpError(400, "BAD_USER_INPUT", unstorable("A field"));
  return Object.fromEntries(fields);
}

export const foreignPage = (address: string) =>
  textPage({
    title: "Nothing was done",
    body: html`<p>This form was not sent from a page of this site, as far as your browser tells. Open the page here and try again.</p>
<p><a class="button" href="${address}">Open the page</a></p>`,
  });
