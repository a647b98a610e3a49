import type { JobPayload } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { companyMails } from "./company-mails.js";

/** R36: one mail to each ADMIN, whoever made it among them, and to each owner of an application that it names. */
export function tellOfCompanyToken(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"tell-of-company-token">): Promise<void> => {
    const { partnerId, tokenId, tokenName, scopes, applicationNames, ownerIds, actorId, at } = payload;
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const admins = await ports.facts.admins(partnerId);
    const owners = await ports.facts.contacts(ownerIds);
    const told = new Map([...admins, ...owners].map((each) => [each.developerId, each]));
    const maker = actorId && told.get(actorId)?.name;
    const sentences = [
      `${maker ?? "An ADMIN"} has made the access token "${tokenName}" of the company (${scopes.join(", ")}). Whoever has it can do as much as the owners of the applications below, within these scopes, until it expires or is revoked.`,
      "It does not end with the membership of whoever made it. If you do not know of it, revoke it: ADMINs can, and the owners of each of these applications:",
    ];
    const notice = {
      key: `company-token.${tokenId}`,
      companyName,
      headline: "a new access token",
      sentences,
      items: applicationNames,
      at: new Date(at),
    };
    await ports.queue.enqueue(companyMails([...told.values()], notice, ports.links));
  };
}
