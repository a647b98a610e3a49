import { checkedKong, type KongSettings } from "../../domain/catalogue/environment-gateway.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { toldTogether } from "../told-together.js";
import { sealedGateway } from "./sealed-gateway.js";

/** Operators only. `kong` is null for the gateway that comes with Portico. */
export function chooseEnvironmentGateway({
  unitOfWork,
  vault,
}: CommandPorts): Command<
  { apiEnvironmentId: Id<"env">; kong: KongSettings | null },
  { apiEnvironmentId: Id<"env"> }
> {
  return (actor, { apiEnvironmentId, kong }) =>
    toldTogether(
      () => kong && checkedKong(kong),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const operator = operatorOf(actor);
          const catalogue = await transaction.catalogue.lock();
          const environment = catalogue.state.environments.find(({ id }) => id === apiEnvironmentId) ?? null;
          const { gateway } = found(environment, "API environment", ["apiEnvironmentId"]);
          const chosen = sealedGateway(vault, apiEnvironmentId, kong, gateway);
          catalogue.chooseGateway(operator, apiEnvironmentId, chosen);
          return { apiEnvironmentId };
        }),
    );
}
