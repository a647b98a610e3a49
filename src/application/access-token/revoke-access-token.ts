import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

export function revokeAccessToken({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessTokenId: Id<"pat"> }, { accessTokenId: Id<"pat"> }> {
  return (actor, { accessTokenId }) =>
    unitOfWork.run(actor, async ({ accessTokens, accounts }) => {
      const token = await accessTokens.lock(accessTokenId, actor.developerId);
      found(token, "access token", ["accessTokenId"]).revoke(clock.now());
      await accounts.closeConnections(actor.developerId);
      return { accessTokenId };
    });
}
