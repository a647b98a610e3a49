import type { Id } from "../../domain/id.js";
import { mentionedIn, withNames } from "../consequences/audit/mentions.js";
import type { OwnerNotice } from "../consequences/owner-notice.js";
import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { MailMessage } from "../ports/mail.js";
import type { Contact, NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** One mail to each recipient that says who did what, in all of the applications; it holds no secret (R34). */
export function notifyOwners(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (told: JobPayload<"notify-owners">): Promise<void> => {
    const notices = [told].flat() as OwnerNotice[];
    const recipientIds = new Set(notices.flatMap((notice) => notice.recipientIds));
    const mentioned = notices.flatMap((notice) => mentionedIn(sentenceOf(notice)) as Id<"dev">[]);
    const contacts = new Map<string, Contact>(
      (await ports.facts.contacts([...new Set([...recipientIds, ...mentioned])])).map((each) => [
        each.developerId,
        each,
      ]),
    );
    const nameOf = (id: string) => contacts.get(id)?.name;
    const messageTo = (recipient: Contact, notice: OwnerNotice): MailMessage => ({
      template: "application-changed",
      to: recipient.email,
      data: {
        recipientName: recipient.name,
        applicationName: notice.applicationName,
        headline: notice.headline,
        sentence: withNames(sentenceOf(notice), nameOf),
        consequence: notice.consequence,
        applicationUrl: ports.links.application(notice.applicationId),
      },
    });
    await ports.queue.enqueue(
      [...recipientIds].flatMap((recipientId) => {
        const recipient = contacts.get(recipientId);
        const own = notices.filter((notice) => notice.recipientIds.includes(recipientId));
        const [message, ...others] = recipient ? own.map((notice) => messageTo(recipient, notice)) : [];
        if (!message) return [];
        const messages = [message, ...others];
        const mail =
          others.length > 0 ? ({ template: "collected", to: message.to, messages } as const) : message;
        return [mailJob(`notice.${own[0]?.id}.${recipientId}`, mail)];
      }),
    );
  };
}

function sentenceOf({ actor, summary }: OwnerNotice): string {
  return `${actor} ${summary}${/[.!?]$/.test(summary) ? "" : "."}`;
}
