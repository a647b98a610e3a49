import type { Id } from "../../domain/id.js";
import { mentionedIn, withNames } from "../consequences/audit/mentions.js";
import type { OwnerNotice } from "../consequences/owner-notice.js";
import { mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { Contact, NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** One mail to each recipient that says who did what; it holds no secret (R34). */
export function notifyOwners(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (notice: OwnerNotice): Promise<void> => {
    const { id, applicationName, headline, consequence, recipientIds } = notice;
    const stop = /[.!?]$/.test(notice.summary) ? "" : ".";
    const sentence = `${notice.actor} ${notice.summary}${stop}`;
    const mentioned = mentionedIn(sentence) as Id<"dev">[];
    const ids = new Set([...recipientIds, ...mentioned]);
    const contacts = new Map<string, Contact>(
      (await ports.facts.contacts([...ids])).map((each) => [each.developerId, each]),
    );
    const nameOf = (id: string) => contacts.get(id)?.name;
    const told = recipientIds.map((id) => contacts.get(id)).filter((contact) => contact !== undefined);
    await ports.queue.enqueue(
      told.map(({ developerId: recipientId, email, name: recipientName }) =>
        mailJob(`notice.${id}.${recipientId}`, {
          template: "application-changed",
          to: email,
          data: {
            recipientName,
            applicationName,
            headline,
            sentence: withNames(sentence, nameOf),
            consequence,
            applicationUrl: ports.links.application(notice.applicationId),
          },
        }),
      ),
    );
  };
}
