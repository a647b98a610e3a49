import type { Id } from "../../domain/id.js";
import { operatorOf, platformConsole } from "../../domain/operator.js";
import { atConsole } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

interface OfToken {
  readonly gatewayTokenId: Id<"gwt">;
}

/** Operators only. */
export function revokeGatewayToken({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfToken, OfToken & { environmentId: Id<"env"> }> {
  return (actor, { gatewayTokenId }) =>
    unitOfWork.run(actor, async ({ gatewayTokens }) => {
      const operator = operatorOf(actor);
      const token = found(await gatewayTokens.lock(gatewayTokenId), "gateway token", ["gatewayTokenId"]);
      token.revoke(operator, clock.now());
      return { gatewayTokenId, environmentId: token.state.environmentId };
    });
}

/** At the console. */
export function revokeGatewayTokenAtConsole({
  unitOfWork,
  clock,
}: Pick<CommandPorts, "unitOfWork" | "clock">) {
  return ({ gatewayTokenId }: OfToken): Promise<void> =>
    unitOfWork.run(atConsole, async ({ gatewayTokens }) => {
      found(await gatewayTokens.lock(gatewayTokenId), "gateway token").revoke(platformConsole(), clock.now());
    });
}
