import { ClientApplication } from "../../domain/client-application/client-application.js";
import { checkedRegistration, type Registration } from "../../domain/client-application/registration.js";
import { together } from "../../domain/domain-error.js";
import { assertRoomForApplication } from "../../domain/quotas.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";
import { type RegisteredApplication, registeredApplication } from "../queries/registered-application.js";
import { toldTogether } from "../told-together.js";
import { freeName } from "./free-name.js";
import { limited } from "./selection-of.js";

export interface Registered extends OfApplication {
  readonly registered: RegisteredApplication;
}

/** R10 to R17. */
export function registerClientApplication({
  unitOfWork,
  clock,
  ids,
  quotas,
}: CommandPorts): Command<Registration, Registered> {
  return (actor, registration) =>
    toldTogether(
      () => freeName(unitOfWork, actor, registration.name),
      () =>
        unitOfWork.run(actor, async ({ registrations, applications }) => {
          const chosen = {
            productIds: limited(registration.productIds),
            environmentIds: limited(registration.environmentIds),
          };
          const prospect = await registrations.prospect(actor, chosen);
          const { existing, terms, selection } = prospect;
          const developer = found(prospect.developer, "developer");
          const { partner } = await signedInMember(actor, async () => prospect.partner);
          const [ready] = together(
            () => partner.readyMember(developer, terms),
            () => assertRoomForApplication(existing, quotas),
            () => checkedRegistration(registration, selection),
          );
          const application = ClientApplication.register(ready, registration, selection, {
            newId: ids.next,
            now: clock.now(),
          });
          applications.add(application);
          return {
            clientApplicationId: application.id,
            registered: registeredApplication(application.state),
          };
        }),
    );
}
