import type { KeptMail } from "../../application/ports/mailbox.js";
import { type Html, html, script } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import { mailArrivals } from "./mail-arrivals.js";

export interface ListQuery {
  readonly to?: string;
  /** The page stays as it is. */
  readonly refresh?: string;
}

/** What a mail's page and the mail itself may do: follow links, and run nothing. */
export const mailSandbox =
  "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

export function listPage(mails: readonly KeptMail[], { to = "", refresh }: ListQuery): Page {
  const isPaused = refresh === "off";
  const newest = encodeURIComponent(mails[0]?.id ?? "");
  const toggle = String(new URLSearchParams({ ...(to && { to }), ...(!isPaused && { refresh: "off" }) }));
  const toggleTo = `${pagePaths.mailbox}${toggle && `?${toggle}`}`;
  const isFresh = isPaused
    ? html`This page stays as it is. <a href="${toggleTo}">Show new mails as they come</a>`
    : html`<noscript>Reload this page for new ones.</noscript><span id="is-fresh" hidden>New ones appear by themselves. <a href="${toggleTo}">Stop that</a></span>`;
  return textPage({
    title: "Mailbox",
    isWide: true,
    style,
    body: html`<p class="quiet">E-mails are kept here because no SMTP server is configured. ${isFresh}</p>
<form class="search" action="${pagePaths.mailbox}"><label for="to">Recipient</label>
<input id="to" name="to" type="search" value="${to}" autocomplete="off" autocapitalize="none" spellcheck="false">${isPaused ? html`<input type="hidden" name="refresh" value="off">` : ""} <button class="other">Show</button></form>
<h2>${countOf(mails, to)}</h2>
<ul class="mails" data-newest="${newest}">${mails.map(mailItem)}</ul>`,
    ...(!isPaused && {
      script: script`(${mailArrivals})(${{ newest: `data-newest="${newest}"`, everyMs: 2000 }});`,
      policy: { "connect-src": ["'self'"] },
    }),
  });
}

function countOf({ length }: readonly KeptMail[], to: string): string {
  if (length > 1) return `The newest ${length}, newest first`;
  return `${length === 1 ? "One mail" : "No mail yet"}${to && ` to ${to}`}`;
}

const mailItem = (mail: KeptMail) => html`
<li><a href="${pathOf(mail)}">${mail.subject}</a><span>${mail.recipient} · ${time(mail)}</span></li>`;

export function mailPage(mail: KeptMail): Page {
  return textPage({
    title: mail.subject,
    isWide: true,
    style,
    above: html`<p>${allMails}</p>
`,
    body: html`<p class="quiet">To <strong>${mail.recipient}</strong>, ${time(mail)} (<a href="${pathOf(mail)}.html">alone</a>, <a href="${pathOf(mail)}.json">JSON</a>)</p>
<h2>HTML</h2>
<iframe title="The mail as HTML" sandbox="${mailSandbox}" src="${pathOf(mail)}.html"></iframe>
<h2>Text</h2>
<pre>${linked(mail.text)}</pre>`,
    policy: { "frame-src": ["'self'"] },
  });
}

export function unknownPage(): Page {
  return textPage({
    title: "No such mail",
    body: html`<p>No mail is kept under this address.</p>\n<p>${allMails}</p>`,
  });
}

const allMails = html`<a href="${pagePaths.mailbox}">All mails</a>`;

const style = html`
.search { display: flex; flex-wrap: wrap; align-items: center; gap: .625rem; }
.search input { flex: 1 1 12rem; width: auto; min-width: 0; }
.search button { width: auto; margin: 0; }
.mails { padding: 0; list-style: none; }
.mails li { padding: .75rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.mails a { font-weight: 600; }
.mails span { display: block; font-size: .875rem; color: var(--quiet); }
iframe { display: block; width: 100%; height: 36rem; border: 1px solid var(--line); border-radius: .5rem; }
pre { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; white-space: pre-wrap; }
`;

const pathOf = (mail: KeptMail) => `${pagePaths.mailbox}/${encodeURIComponent(mail.id)}`;

function time({ sentAt }: KeptMail): Html {
  const iso = sentAt.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : html`${part}`,
    );
}
