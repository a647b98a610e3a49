import { applicationName } from "../../domain/client-application/details.js";
import { refuse } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { Caller } from "../actor.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";

/**
 * R11: whether no other application of the caller's partner has the name now. It is told beside what else is wrong; who
 * comes first is decided by the database. Throws INVALID, NAME_TAKEN.
 */
export async function freeName(
  unitOfWork: UnitOfWork,
  caller: Caller,
  text: string,
  ownId?: Id<"app">,
): Promise<void> {
  const { claim: _, ...origin } = caller;
  const { partnerId } = caller;
  const name = applicationName(text);
  const isTaken = await unitOfWork.run(origin, async ({ applications }) =>
    partnerId ? applications.isNameTaken(partnerId, name, ownId) : false,
  );
  if (!isTaken) return;
  const message =
    "Another application of your company has this name, or one that looks the same; choose another.";
  refuse("NAME_TAKEN", message, ["name"]);
}
