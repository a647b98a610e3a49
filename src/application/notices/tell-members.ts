import type { JobPayload } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { companyMails } from "./company-mails.js";
import type { PartnerHappening } from "./partner-happening.js";

/** R37: one mail to each member, with the reason. Nothing once the company is gone. */
export function tellMembers(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ partnerId, happening, reason, at }: JobPayload<"tell-members">): Promise<void> => {
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const members = await ports.facts.members(partnerId);
    const nameOf = (id: string) =>
      members.find(({ developerId }) => developerId === id)?.name ?? "A colleague";
    const { headline, sentences } = words(happening, nameOf);
    const notice = {
      key: `members.${partnerId}.${happening.what}.${at}`,
      companyName,
      headline,
      sentences: [...sentences, `The operators' reason: ${reason}`],
      at: new Date(at),
    };
    await ports.queue.enqueue(companyMails(members, notice, ports.links));
  };
}

function words(happening: PartnerHappening, nameOf: (id: string) => string) {
  switch (happening.what) {
    case "SUSPENDED":
      return {
        headline: "suspended",
        sentences: [
          "The operators of the developer portal have suspended your company. The keys and client credentials of all its applications have stopped working, in every environment.",
          "Nothing is lost: once the company is resumed, exactly what worked before works again. Until then you can look at everything but secrets, and revoke keys, but change nothing else.",
        ],
      };
    case "RESUMED":
      return {
        headline: "resumed",
        sentences: [
          "The operators of the developer portal have resumed your company. Exactly the keys and client credentials that worked before work again.",
        ],
      };
    case "ADMIN_APPOINTED":
      return {
        headline: "a new ADMIN",
        sentences: [
          `The operators of the developer portal have made ${nameOf(happening.developerId)} an ADMIN of your company. ADMINs manage its details and its members.`,
        ],
      };
  }
}
