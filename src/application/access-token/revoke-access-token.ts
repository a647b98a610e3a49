import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

export function revokeAccessToken({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessTokenId: string }, { accessTokenId: string }> {
  return (actor, { accessTokenId }) =>
    unitOfWork.run(actor, async ({ accessTokens }) => {
      const token = await accessTokens.find(accessTokenId, actor.developerId);
      found(token, "access token", ["accessTokenId"]).revoke(clock.now());
      return { accessTokenId };
    });
}
