import { assertDetails } from "../../domain/client-application/details.js";
import type { Edit } from "../../domain/client-application/editing.js";
import { Problems } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { ReadyMember } from "../../domain/partner/partner.js";
import type { Caller } from "../actor.js";
import type { CommandPorts, OfApplication, OwnersCommand } from "../command.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";
import { toldTogether } from "../told-together.js";
import { freeName } from "./free-name.js";
import { actedOn } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R24 to R26. */
export function editClientApplication({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): OwnersCommand<
  Edit & { clientApplicationId: Id<"app">; expectedVersion: number },
  OfApplication
> {
  return (caller, { clientApplicationId, expectedVersion, ...edit }) =>
    toldTogether(
      async () => {
        const { name } = edit;
        const problems = new Problems();
        problems.check(() => assertDetails(edit));
        if (name !== undefined)
          await problems.wait(() => freeName(unitOfWork, caller, name, clientApplicationId));
        problems.throwIfAny();
      },
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { catalogue } = transaction;
          const acted = await actedOn(caller, transaction, { clientApplicationId });
          const { by, application } = acted;
          const ready = await readiness(caller, transaction, acted);
          const selection = await selectionOf(catalogue, edit, application);
          application.edit(by, { ready, expectedVersion, edit }, selection, {
            newId: ids.next,
            now: clock.now(),
          });
          return { clientApplicationId };
        }),
    );
}

/**
 * Whether whoever answers for it may add environments (R10), asked where that is needed. Nobody has accepted the terms but
 * people: for a company's token, the owner answers.
 */
async function readiness(
  { developerId }: Caller,
  { developers, partners, catalogue }: Transaction,
  { partner: known, application }: Awaited<ReturnType<typeof actedOn>>,
): Promise<() => ReadyMember> {
  const { partnerId, ownerId } = application.state;
  const answeringId = developerId ?? ownerId;
  const developer = found(await developers.read(answeringId), "developer");
  const partner = known ?? found(await partners.read(partnerId, [answeringId]), "partner");
  const terms = await catalogue.currentTerms();
  return () => partner.readyMember(developer, terms);
}
