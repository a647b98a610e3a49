import { clientKeys, type TypedClientKeys } from "../../domain/client-application/client-keys.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** By which the client shows who it is from now on, in place of its secret; by the secret again, when nothing is given. */
export function setClientKeys({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<TypedClientKeys & { grantId: Id<"grt"> }, { grantId: Id<"grt"> }> {
  return (caller, { grantId, ...typed }) =>
    toldTogether(
      () => clientKeys(typed),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { grantId });
          application.setClientKeys(by, grantId, clientKeys(typed), clock.now());
          return { grantId };
        }),
    );
}
