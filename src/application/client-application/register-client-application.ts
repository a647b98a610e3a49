import { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Registration } from "../../domain/client-application/registration.js";
import { assertRoomForApplication } from "../../domain/quotas.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";
import { selectionOf } from "./selection-of.js";

/** R10 to R17. */
export function registerClientApplication({
  unitOfWork,
  clock,
  ids,
  quotas,
}: CommandPorts): Command<Registration, OfApplication> {
  return (actor, registration) =>
    unitOfWork.run(actor, async ({ developers, partners, applications, catalogue }) => {
      // Before the members are locked, as in every command that locks both.
      if (actor.partnerId) {
        const existing = await applications.countForRegistration(actor.partnerId);
        assertRoomForApplication(existing, quotas);
      }
      const developer = found(await developers.read(actor.developerId), "developer");
      const { partner } = await signedInMember(actor, partners.read);
      const ready = partner.readyMember(developer, await catalogue.currentTerms());
      const selection = await selectionOf(catalogue, registration);
      const application = ClientApplication.register(ready, registration, selection, {
        newId: ids.next,
        now: clock.now(),
      });
      applications.add(application);
      return { clientApplicationId: application.id };
    });
}
