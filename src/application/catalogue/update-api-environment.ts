import type { EnvironmentChanges } from "../../domain/catalogue/api-catalogue.js";
import type { Id } from "../../domain/id.js";
import { type Operator, operatorOf } from "../../domain/operator.js";
import { emailDomain } from "../../domain/partner/email-domain.js";
import { assertNoneWaits } from "../../domain/partner/reviewer.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

/** Operators only. Throws OWN_PARTNER where it would let in what is not theirs to decide. */
export function updateApiEnvironment({
  unitOfWork,
}: CommandPorts): Command<
  EnvironmentChanges & { apiEnvironmentId: Id<"env"> },
  { apiEnvironmentId: Id<"env"> }
> {
  return (actor, { apiEnvironmentId, ...changes }) =>
    unitOfWork.run(actor, async (transaction) => {
      const operator = operatorOf(actor);
      const catalogue = await transaction.catalogue.lock();
      const before = catalogue.state.environments.find(({ id }) => id === apiEnvironmentId);
      if (changes.accessPolicy === "AUTOMATIC" && before?.accessPolicy !== "AUTOMATIC")
        await assertLetsInOthers(operator, transaction, apiEnvironmentId);
      catalogue.updateEnvironment(operator, apiEnvironmentId, changes);
      return { apiEnvironmentId };
    });
}

/** R17: what waits is approved once its environment approves by itself, and who says so has decided it. */
async function assertLetsInOthers(
  { developerId }: Operator,
  { developers, applications }: Transaction,
  environmentId: Id<"env">,
): Promise<void> {
  const { state } = found(await developers.read(developerId), "developer");
  const self = { id: developerId, domain: emailDomain(state.email) };
  assertNoneWaits(await applications.waitsForAnother(environmentId, self));
}
