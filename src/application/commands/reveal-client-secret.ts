import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";
import { retrievalOf } from "./retrieval-of.js";
import { signedInMember } from "./signed-in-member.js";

/** R18, R19. */
export function revealClientSecret({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): Commands["revealClientSecret"] {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async ({ partners, applications, catalogue }) => {
      const { partner, member } = await signedInMember(actor, partners.read);
      const application = found(await applications.findByGrant(grantId, partner.id), "access grant", [
        "grantId",
      ]);
      const environmentId = found(application.environmentOfGrant(grantId), "access grant", ["grantId"]);
      const retrieval = await retrievalOf(catalogue, environmentId);
      const { clientId, secret } = application.revealClientSecret(member, grantId, retrieval, clock.now());
      return { grantId, value: vault.open(secret, clientId) };
    });
}
