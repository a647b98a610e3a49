import { foundInPublic } from "../consequences/leak-words.js";
import type { JobPayload } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { companyMails } from "./company-mails.js";

/** One mail to each ADMIN about a token of the company's that was found in public, and ended for that. */
export function tellOfLeakedToken(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"tell-of-leaked-token">): Promise<void> => {
    const { partnerId, tokenId, tokenName, url, at } = payload;
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const sentences = [
      `${foundInPublic(`the access token "${tokenName}" of the company`, { url })} It was revoked at once: whoever has read it can use it no longer, and neither can you.`,
      "Make another one for whatever used it, and remove this one where it was found. The activity of the company shows what was done with it.",
    ];
    const notice = {
      key: `leaked-token.${tokenId}`,
      companyName,
      headline: "an access token is public",
      sentences,
      at: new Date(at),
    };
    await ports.queue.enqueue(companyMails(await ports.facts.admins(partnerId), notice, ports.links));
  };
}
