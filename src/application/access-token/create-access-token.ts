import {
  AccessToken,
  type AccessTokenOwner,
  type AccessTokenRequest,
} from "../../domain/access-token/access-token.js";
import type { Id } from "../../domain/id.js";
import type { Actor } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

export interface NewAccessToken extends AccessTokenRequest {
  /** A developer's own, when left out. */
  readonly owner?: AccessTokenOwner["kind"];
}

/** `value` is the token in clear, shown this once. */
export function createAccessToken({
  unitOfWork,
  clock,
  ids,
  vault,
  quotas,
}: CommandPorts): Command<NewAccessToken, { accessTokenId: Id<"pat">; value: string }> {
  function sealed(kind: "pat" | "cat") {
    const id = ids.next("pat");
    const secret = vault.issue(kind, null, id);
    const { hash, preview } = secret;
    return { secret: { id, hash, preview }, value: vault.open(secret, id) };
  }

  async function ofDeveloper(actor: Actor, request: AccessTokenRequest, transaction: Transaction) {
    const { developers, partners, accessTokens } = transaction;
    // Locked, so that two requests at once do not count past the limit.
    const developer = found(await developers.lock(actor.developerId), "developer");
    // A token dies with the membership, so that without one there is none (R9).
    await signedInMember(actor, partners.read);
    const now = clock.now();
    const live = await accessTokens.countLive({ developerId: developer.id }, now);
    const { secret, value } = sealed("pat");
    const room = { live, most: quotas.tokensOfDeveloper, now };
    return { token: AccessToken.create(developer.id, request, secret, room), value };
  }

  async function ofCompany(actor: Actor, request: AccessTokenRequest, transaction: Transaction) {
    const { partners, applications, accessTokens } = transaction;
    // Locked, for the same reason.
    const { partner, member } = await signedInMember(actor, partners.lock);
    partner.assertMayMakeTokens(member);
    const named = await applications.lockAllOfPartner(request.namedIds ?? [], partner.id);
    const now = clock.now();
    const live = await accessTokens.countLive({ partnerId: partner.id }, now);
    const { secret, value } = sealed("cat");
    const states = named.map(({ state }) => state);
    const room = { live, most: quotas.tokensOfPartner, now };
    return { token: AccessToken.createForCompany(member, request, states, { secret, room }), value };
  }

  return (actor, request) =>
    unitOfWork.run(actor, async (transaction) => {
      const { token, value } =
        request.owner === "COMPANY"
          ? await ofCompany(actor, request, transaction)
          : await ofDeveloper(actor, request, transaction);
      transaction.accessTokens.add(token);
      return { accessTokenId: token.id, value };
    });
}
