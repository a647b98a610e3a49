import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Partner } from "../../domain/partner/partner.js";
import type { Reviewer } from "../../domain/partner/reviewer.js";
import type { Actor } from "../actor.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

/**
 * The partner that an operator acts on, and the proof that they may (R37): it is not their own. Throws NOT_AN_OPERATOR,
 * NOT_FOUND, OWN_PARTNER.
 */
export async function partnerUnderReview(
  actor: Actor,
  { developers, partners }: Transaction,
  partnerId: Id<"prt">,
  concerning: readonly Id<"dev">[] = [],
): Promise<{ partner: Partner; reviewer: Reviewer }> {
  const operator = operatorOf(actor);
  const locked = await partners.lock(partnerId, [actor.developerId, ...concerning]);
  const partner = found(locked, "partner", ["partnerId"]);
  const developer = found(await developers.read(actor.developerId), "developer");
  const leftAt = await partners.leftAt(partnerId, actor.developerId);
  const reviewer = partner.reviewer(operator, developer.state.email, leftAt, ["partnerId"]);
  return { partner, reviewer };
}
