import type { JobPayload } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { companyMails } from "./company-mails.js";

interface Ports {
  readonly facts: NoticeFacts;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly links: PortalLinks;
}

/** R9: one mail to each ADMIN; none where whoever has gone left no token that works. */
export function tellOfTokensLeft({ facts, queue, clock, links }: Ports) {
  return async ({ partnerId, developerId }: JobPayload<"tell-of-tokens-left">): Promise<void> => {
    const now = clock.now();
    const tokens = await facts.companyTokensBy(partnerId, developerId, now);
    const companyName = await facts.companyName(partnerId);
    const [newest] = tokens;
    if (!newest || !companyName) return;
    const [former] = await facts.contacts([developerId]);
    const sentences = [
      `${former?.name ?? "A colleague"} is no member of ${companyName} any more, and has made these access tokens of the company. They go on working, so that nothing stops that uses them.`,
      "Whoever made a token has seen it, and may have kept it: make another in its place and revoke this one, unless you are sure:",
    ];
    const notice = {
      key: `tokens-left.${developerId}.${newest.id}`,
      companyName,
      headline: "access tokens of a former member",
      sentences,
      items: tokens.map(({ name, preview }) => `${name} (${preview})`),
      at: now,
    };
    await queue.enqueue(companyMails(await facts.admins(partnerId), notice, links));
  };
}
