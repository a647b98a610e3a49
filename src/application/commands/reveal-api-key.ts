import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";
import { retrievalOf } from "./retrieval-of.js";
import { signedInMember } from "./signed-in-member.js";

/** R18, R19. */
export function revealApiKey({ unitOfWork, clock, vault }: CommandPorts): Commands["revealApiKey"] {
  return (actor, { apiKeyId }) =>
    unitOfWork.run(actor, async ({ partners, applications, catalogue }) => {
      const { partner, member } = await signedInMember(actor, partners.read);
      const application = found(await applications.findByApiKey(apiKeyId, partner.id), "API key", [
        "apiKeyId",
      ]);
      const environmentId = found(application.environmentOfKey(apiKeyId), "API key", ["apiKeyId"]);
      const retrieval = await retrievalOf(catalogue, environmentId);
      const secret = application.revealApiKey(member, apiKeyId, retrieval, clock.now());
      return { apiKeyId, value: vault.open(secret, apiKeyId) };
    });
}
