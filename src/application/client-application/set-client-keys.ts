import {
  type ClientKeys,
  clientKeys,
  type TypedClientKeys,
} from "../../domain/client-application/client-keys.js";
import { refuse } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** By which the client shows who it is from now on, in place of its secret; by the secret again, when nothing is given. */
export function setClientKeys({
  unitOfWork,
  clock,
  seesCertificates,
}: CommandPorts): OwnersCommand<TypedClientKeys & { grantId: Id<"grt"> }, { grantId: Id<"grt"> }> {
  return (caller, { grantId, ...typed }) =>
    toldTogether(
      () => keysHere(typed, seesCertificates),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { grantId });
          application.setClientKeys(by, grantId, keysHere(typed, seesCertificates), clock.now());
          return { grantId };
        }),
    );
}

/** Throws INVALID, and CERTIFICATES_NOT_ACCEPTED for what the client could never sign in with. */
function keysHere(typed: TypedClientKeys, seesCertificates: boolean): ClientKeys | null {
  const keys = clientKeys(typed);
  if (keys && keys.method !== "PRIVATE_KEY_JWT" && !seesCertificates)
    refuse(
      "CERTIFICATES_NOT_ACCEPTED",
      "Certificates of clients are not accepted here, so that it could never sign in. Use PRIVATE_KEY_JWT.",
      ["method"],
    );
  return keys;
}
