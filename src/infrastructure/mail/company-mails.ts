import type { MailData } from "../../application/ports/mail.js";
import { button, list, type MailDocument, notYou, paragraph } from "./document.js";

/** R9, R37: says what happened to a company. */
export function companyChanged(data: MailData<"company-changed">): MailDocument {
  const title = `${data.companyName}: ${data.headline}`;
  return {
    subject: title,
    title,
    blocks: [
      paragraph(`Hello ${data.recipientName},`),
      ...data.sentences.map(paragraph),
      ...(data.items.length > 0 ? [list(data.items)] : []),
      paragraph(`It happened at ${data.at}.`),
      button("Open the developer portal", data.portalUrl),
    ],
  };
}

/** R7: leads to registration with the address filled in. */
export function invitation(data: MailData<"invitation">): MailDocument {
  const { inviterName, companyName, signUpUrl, expiresOn } = data;
  return {
    subject: `${inviterName} invites you to ${companyName} at the developer portal`,
    title: `Join ${companyName} at the developer portal`,
    blocks: [
      paragraph(`${inviterName} invites you to work on the client applications of ${companyName}.`),
      paragraph("Sign up with this address; you become a member as soon as it is verified."),
      button("Sign up", signUpUrl),
      paragraph(`The invitation is valid until ${expiresOn} (UTC).`),
      notYou,
    ],
  };
}

/** R38: names the address, which nobody but the applicant has chosen. */
export function joinRequest(data: MailData<"join-request">): MailDocument {
  const { recipientName, applicantEmail, companyName, portalUrl } = data;
  return {
    subject: `${applicantEmail} asks to join ${companyName}`,
    title: `${applicantEmail} asks to join ${companyName}`,
    recipient: recipientName,
    blocks: [
      paragraph(
        `${applicantEmail} has signed up at the developer portal and asks to join ${companyName}. The address is verified.`,
      ),
      paragraph(
        "As an ADMIN you can accept or decline the request. Until one of you accepts it, nobody joins.",
      ),
      button("Open the developer portal", portalUrl),
    ],
  };
}

/** R38. */
export function joinDecision(data: MailData<"join-decision">): MailDocument {
  const { recipientName, companyName, isAccepted, signInUrl } = data;
  const title = isAccepted
    ? `You are now a member of ${companyName}`
    : `Your request to join ${companyName} was declined`;
  return {
    subject: title,
    title,
    recipient: recipientName,
    blocks: [
      paragraph(
        isAccepted
          ? `You have been let in, and can work on the client applications of ${companyName}.`
          : `Your request to join ${companyName} at the developer portal was declined. If you think that this is a mistake, ask a colleague who is a member to invite you.`,
      ),
      ...(isAccepted ? [button("Sign in", signInUrl)] : []),
    ],
  };
}

/** R9: to each ADMIN, and to whoever has gone. */
export function memberMovedAway(data: MailData<"member-moved-away">): MailDocument {
  const { recipientName, memberName, companyName, successorName, portalUrl } = data;
  const title = memberName ? `${memberName} has left ${companyName}` : `You have left ${companyName}`;
  const whose = memberName ? "theirs" : "yours";
  return {
    subject: title,
    title,
    blocks: [
      paragraph(`Hello ${recipientName},`),
      paragraph(
        memberName
          ? `The identity provider of ${memberName} now knows them by an address at another domain. Whoever has no address at a domain of ${companyName} is no member of it.`
          : `Your identity provider now knows you by an address at another domain. Whoever has no address at a domain of ${companyName} is no member of it. Your earlier sign-ins and access tokens have ended.`,
      ),
      ...(successorName
        ? [paragraph(`The applications that were ${whose} have been handed over to ${successorName}.`)]
        : []),
      button("Open the developer portal", portalUrl),
    ],
  };
}
