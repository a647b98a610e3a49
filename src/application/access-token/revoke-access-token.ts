import type { AccessToken } from "../../domain/access-token/access-token.js";
import type { Id } from "../../domain/id.js";
import type { Actor } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

/** One's own; one of the company's, by its ADMINs and the owners of what it names. */
export function revokeAccessToken({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessTokenId: Id<"pat"> }, { accessTokenId: Id<"pat"> }> {
  async function revoke(actor: Actor, token: AccessToken, transaction: Transaction): Promise<void> {
    const { owner } = token.state;
    const { partners, applications, accounts } = transaction;
    if (owner.kind === "DEVELOPER") {
      token.revoke(clock.now());
      await accounts.closeConnections(owner.developerId);
      return;
    }
    const { member } = await signedInMember(actor, partners.read);
    const owned = await applications.ownedBy(member.developerId, owner.partnerId);
    token.revokeForCompany(member, owned, clock.now());
    await accounts.closeConnections(token.id);
  }

  return (actor, { accessTokenId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const token = await transaction.accessTokens.lock(accessTokenId, actor);
      await revoke(actor, found(token, "access token", ["accessTokenId"]), transaction);
      return { accessTokenId };
    });
}
