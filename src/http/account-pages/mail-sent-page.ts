import { type Html, html } from "../../html/html.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import type { Form } from "./form.js";

export interface MailSent {
  readonly sentTo: string;
  /** What is on its way, and how long it is good for. */
  readonly sentence: Html;
  /** What sent it, and sends it again. */
  readonly form: Form;
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl: string | undefined;
}

/** What follows when a link is mailed. Each mailbox gets a few mails at once, and others later: nothing else is promised. */
export function mailSentPage({ sentTo, sentence, form, mailboxUrl }: MailSent): Page {
  const inbox = mailboxUrl
    ? html`<p><a class="button" href="${mailboxUrl}?to=${encodeURIComponent(sentTo)}">Open the mailbox</a></p>
<p class="quiet">No mail leaves this machine: all of them are kept there.</p>
`
    : html``;
  return textPage({
    title: "Check your inbox",
    body: html`<p>${sentence}</p>
${inbox}<form class="links" method="post" action="${form.path}"><input type="hidden" name="email" value="${sentTo}">
<p>Nothing there after a few minutes? Check your spam folder, or <button class="plain">send it again</button>. If you have asked several times, the link in an earlier e-mail works as well.</p>
<p>Wrong address? <a href="${form.path}">Start again</a></p>
</form>`,
    policy: { "form-action": ["'self'"] },
  });
}
