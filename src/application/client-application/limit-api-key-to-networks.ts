import { keyNetworks } from "../../domain/client-application/networks.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** R40. */
export function limitApiKeyToNetworks({
  unitOfWork,
  clock,
  readNetwork,
}: CommandPorts): OwnersCommand<
  { apiKeyId: Id<"key">; networks: readonly string[] },
  { apiKeyId: Id<"key"> }
> {
  return (caller, { apiKeyId, networks }) =>
    toldTogether(
      () => keyNetworks(networks, readNetwork),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { apiKeyId });
          const limit = { apiKeyId, networks: keyNetworks(networks, readNetwork) };
          application.limitApiKey(by, limit, clock.now());
          return { apiKeyId };
        }),
    );
}
