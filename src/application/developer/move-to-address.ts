import { refuse } from "../../domain/domain-error.js";
import { writtenEmail } from "../../domain/partner/email-address.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { linkLifetimes } from "../link-lifetimes.js";
import { signedInMember } from "./signed-in-member.js";

/**
 * R2: asks to move to another mailbox at the company's domains, which has to prove itself first (R1): the mail that goes
 * there holds the link. One that is somebody's gets a mail without a link, and the answer is the same.
 */
export function moveToAddress({
  unitOfWork,
  clock,
  mail,
  links,
}: CommandPorts): Command<{ email: string }, { sentTo: string }> {
  return async (actor, { email }) => {
    const to = writtenEmail(email).toLowerCase();
    const { token, isTaken } = await unitOfWork.run(actor, async ({ developers, partners, accounts }) => {
      const { partner, member } = await signedInMember(actor, partners.read);
      partner.assertMayMove(member, to);
      const developer = found(await developers.read(actor.developerId), "developer");
      developer.assertAnother(normalizedEmail(to));
      const until = new Date(clock.now().getTime() + linkLifetimes.MOVE_ADDRESS * 1000);
      const token = await accounts.offerMove(developer.id, to, until);
      if (token === null) {
        const message =
          "You sign in through your company's identity provider: have your address changed there.";
        refuse("INVALID", message, ["email"]);
      }
      return { token, isTaken: (await developers.findByEmail(normalizedEmail(to))) !== null };
    });
    if (isTaken) {
      await mail.enqueue({ template: "already-registered", to, data: { signInUrl: links.signIn() } });
    } else await mail.enqueue({ template: "move-address", to, data: { url: links.addressMove(token) } });
    return { sentTo: to };
  };
}
