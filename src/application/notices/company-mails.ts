import { type Job, mailJob } from "../jobs.js";
import type { Contact } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { instantWords } from "./instant-words.js";

interface CompanyNotice {
  /** The same for the same happening; each recipient gets one mail of it. */
  readonly key: string;
  readonly companyName: string;
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly items?: readonly string[];
  readonly at: Date;
}

/** One mail to each recipient about something of their company. */
export function companyMails(
  recipients: readonly Contact[],
  { key, companyName, headline, sentences, items = [], at }: CompanyNotice,
  links: PortalLinks,
): Job[] {
  return recipients.map(({ developerId, email, name: recipientName }) =>
    mailJob(`${key}.${developerId}`, {
      template: "company-changed",
      to: email,
      data: {
        recipientName,
        companyName,
        headline,
        sentences: [...sentences],
        items: [...items],
        at: instantWords(at),
        portalUrl: links.signIn(),
      },
    }),
  );
}
