import { AccessToken, type AccessTokenRequest } from "../../domain/access-token/access-token.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";

/** `value` is the token in clear, shown this once. */
export function createAccessToken({
  unitOfWork,
  clock,
  ids,
  vault,
  quotas,
}: CommandPorts): Command<AccessTokenRequest, { accessTokenId: Id<"pat">; value: string }> {
  return (actor, request) =>
    unitOfWork.run(actor, async ({ developers, partners, accessTokens }) => {
      // Locked, so that two requests at once do not count past the limit.
      const developer = found(await developers.lock(actor.developerId), "developer");
      // A token dies with the membership, so that without one there is none (R9).
      await signedInMember(actor, partners.read);
      const now = clock.now();
      const id = ids.next("pat");
      const sealed = vault.issue("pat", null, id);
      const { hash, preview } = sealed;
      const live = await accessTokens.countLive(developer.id, now);
      const room = { live, most: quotas.tokensOfDeveloper, now };
      accessTokens.add(AccessToken.create(developer.id, request, { id, hash, preview }, room));
      return { accessTokenId: id, value: vault.open(sealed, id) };
    });
}
