import { refuse } from "../../domain/domain-error.js";
import type { Member, Partner } from "../../domain/partner/partner.js";
import type { Actor } from "../actor.js";
import type { Partners } from "../ports/unit-of-work.js";

/**
 * The actor's own partner and the proof that they are a member, read in the command's transaction; the partner knows those
 * of `concerning`, too. Throws NOT_A_MEMBER.
 */
export async function signedInMember(
  actor: Actor,
  load: Partners["read"],
  concerning: readonly string[] = [],
): Promise<{ partner: Partner; member: Member }> {
  const partner = actor.partnerId && (await load(actor.partnerId, [actor.developerId, ...concerning]));
  if (!partner) refuse("NOT_A_MEMBER", "You are not a member of a partner.");
  return { partner, member: partner.member(actor.developerId, []) };
}
