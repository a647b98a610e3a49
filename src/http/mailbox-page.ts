import type { FastifyPluginAsync } from "fastify";
import type { KeptMail, Mailbox } from "../application/ports/mailbox.js";
import { type Html, html } from "../html/html.js";
import { HttpError } from "./errors.js";
import { pagePaths } from "./page-paths.js";
import { contentSecurityPolicy, type Page, type PagePolicy, sendPage } from "./pages.js";
import { type TextPage, textPage } from "./text-page.js";

const listed = 100;
const refreshSeconds = 5;

/** The mail's frame inherits this policy, and mails have inline styles. */
const policy: PagePolicy = { "style-src": ["'unsafe-inline'"], "frame-src": ["'self'"] };

const sandbox = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/**
 * The mails that were kept instead of sent, for people (`/dev/mailbox`, `/dev/mailbox/:id`) and for scripts (the same
 * with `.json`); the lists take `?to=address` and hold the newest 100. Whoever reaches these pages can use every
 * link in them, so they are served only where no SMTP server is configured.
 */
export function mailboxPage(mailbox: Mailbox): FastifyPluginAsync {
  const query = { type: "object", properties: { to: { type: "string" }, refresh: { enum: ["off"] } } };
  const schema = { querystring: query };

  return async (app) => {
    app.addHook("onRequest", async (_request, reply) => {
      reply.headers({
        "cache-control": "no-store",
        "content-security-policy": contentSecurityPolicy(policy),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
    });

    app.get<{ Querystring: ListQuery }>(pagePaths.mailbox, { schema }, async (request, reply) => {
      const mails = await mailbox.list(listed, request.query.to || undefined);
      return sendPage(reply, listPage(mails, request.query));
    });

    app.get<{ Querystring: ListQuery }>(`${pagePaths.mailbox}.json`, { schema }, async (request) =>
      mailbox.list(listed, request.query.to || undefined),
    );

    app.get<{ Params: { id: string } }>(`${pagePaths.mailbox}/:id`, async (request, reply) => {
      const mail = await mailbox.get(request.params.id);
      return mail ? sendPage(reply, mailPage(mail)) : sendPage(reply.code(404), unknownPage());
    });

    app.get<{ Params: { id: string } }>(`${pagePaths.mailbox}/:id.json`, async (request) => {
      const mail = await mailbox.get(request.params.id);
      if (!mail) throw new HttpError(404, "NOT_FOUND", "No mail is kept under this id.");
      return mail;
    });
  };
}

interface ListQuery {
  readonly to?: string;
  readonly refresh?: "off";
}

function listPage(mails: readonly KeptMail[], { to = "", refresh }: ListQuery): Page {
  const paused = refresh === "off";
  const toggle = new URLSearchParams({ ...(to && { to }), ...(!paused && { refresh: "off" }) });
  const body = html`<p>E-mails are kept here because no SMTP server is configured.
${paused ? "This page does not reload." : `This page reloads every ${refreshSeconds} seconds.`}
<a href="${pagePaths.mailbox}?${String(toggle)}">${paused ? "Reload automatically again" : "Stop reloading"}</a></p>
<form action="${pagePaths.mailbox}"><label for="to">Recipient</label>
<input id="to" name="to" type="search" value="${to}" autocomplete="off"> <button>Show</button></form>
${mails.length > 0 ? mailTable(mails) : html`<p role="status">No mail yet${to && ` to ${to}`}.</p>`}`;
  const head = paused
    ? html``
    : html`<meta http-equiv="refresh" content="${refreshSeconds}">
`;
  return page({ title: "Mailbox", head, body });
}

function mailTable(mails: readonly KeptMail[]): Html {
  const rows = mails.map(
    (mail) => html`
<tr><td><a href="${pathOf(mail)}">${mail.subject}</a></td><td>${mail.recipient}</td><td>${time(mail)}</td></tr>`,
  );
  return html`<table><caption>The newest ${mails.length}, newest first</caption>
<thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function mailPage(mail: KeptMail): Page {
  return page({
    title: mail.subject,
    above: html`<p>${allMails}</p>
`,
    body: html`<p>To ${mail.recipient}, ${time(mail)} (<a href="${pathOf(mail)}.json">JSON</a>)</p>
<h2>HTML</h2>
<iframe title="The mail as HTML" sandbox="${sandbox}" srcdoc="${withLinksInNewTabs(mail.html)}"></iframe>
<h2>Text</h2>
<pre>${linked(mail.text)}</pre>`,
  });
}

function unknownPage(): Page {
  return page({ title: "No such mail", body: html`<p>No mail is kept under this id. ${allMails}</p>` });
}

const allMails = html`<a href="${pagePaths.mailbox}">All mails</a>`;

function page(parts: Pick<TextPage, "title" | "head" | "above" | "body">): Page {
  return textPage({ ...parts, style, policy });
}

/** What the lists and mails need beyond a page with a form. */
const style = html`
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
form { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; }
label, button { margin: 0; }
input { width: 20rem; }
table { width: 100%; margin-top: 1.5rem; border-collapse: collapse; }
caption { text-align: start; padding-block: .5rem; }
th, td { padding: .5rem; border-bottom: 1px solid #8886; text-align: start; overflow-wrap: anywhere; }
iframe { width: 100%; height: 32rem; border: 1px solid #8886; border-radius: 6px; background: #fff; }
pre { padding: 1rem; border: 1px solid #8886; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const pathOf = (mail: KeptMail) => `${pagePaths.mailbox}/${encodeURIComponent(mail.id)}`;

function time({ sentAt }: KeptMail): Html {
  const iso = sentAt.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

/** A link followed inside the frame would load the portal there, where it refuses to be framed. */
function withLinksInNewTabs(mail: string): string {
  return mail.replace(/<head>/i, html`<head><base target="_blank">`.markup);
}

function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : html`${part}`,
    );
}
