import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";

export function revokeAccessToken({ unitOfWork, clock }: CommandPorts): Commands["revokeAccessToken"] {
  return (actor, { accessTokenId }) =>
    unitOfWork.run(actor, async ({ accessTokens }) => {
      const token = await accessTokens.find(accessTokenId, actor.developerId);
      found(token, "access token", ["accessTokenId"]).revoke(clock.now());
      return { accessTokenId };
    });
}
