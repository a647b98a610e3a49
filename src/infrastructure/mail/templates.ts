import type { CollectedMail, MailMessage } from "../../application/ports/mail.js";
import { button, list, type MailDocument, paragraph } from "./document.js";
import { oneAddress, oneLine } from "./plain-text.js";
import { renderHtml } from "./render-html.js";
import { renderText } from "./render-text.js";

export interface RenderedMail {
  /** One bare address. */
  readonly to: string;
  /** One line of Unicode, not yet encoded for the header (RFC 2047). */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Data<Template extends MailMessage["template"]> = Extract<MailMessage, { template: Template }>["data"];

/**
 * The mail ready to send, HTML and text from the same content. Throws TypeError when the recipient is not one
 * address or a link is not http(s).
 */
export function renderMail(message: MailMessage | CollectedMail): RenderedMail {
  const document = greeting(message.template === "collected" ? collected(message) : documentFor(message));
  return {
    to: oneAddress(message.to),
    subject: oneLine(document.subject),
    html: renderHtml(document),
    text: renderText(document),
  };
}

function documentFor(message: MailMessage): MailDocument {
  switch (message.template) {
    case "verify-email":
      return verifyEmail(message.data);
    case "reset-password":
      return resetPassword(message.data);
    case "move-address":
      return moveAddress(message.data);
    case "already-registered":
      return alreadyRegistered(message.data);
    case "keys-live":
      return keysLive(message.data);
    case "invitation":
      return invitation(message.data);
    case "join-request":
      return joinRequest(message.data);
    case "join-decision":
      return joinDecision(message.data);
    case "member-moved-away":
      return memberMovedAway(message.data);
    case "access-requests":
      return accessRequests(message.data);
    case "provisioning-delayed":
      return provisioningDelayed(message.data);
    case "application-changed":
      return applicationChanged(message.data);
    case "account-changed":
      return accountChanged(message.data);
    case "company-changed":
      return companyChanged(message.data);
  }
}

function greeting(document: MailDocument): MailDocument {
  const { recipient, blocks } = document;
  return recipient === undefined
    ? document
    : { ...document, blocks: [paragraph(`Hello ${recipient},`), ...blocks] };
}

/** How many are told in full. */
const told = 50;

/** One after the other, with one greeting; what several have in common stands once, at the end. */
function collected({ messages }: CollectedMail): MailDocument {
  const documents = messages.slice(-told).map(documentFor);
  const title = `${messages.length} notices from the developer portal`;
  const parts = documents.flatMap(({ blocks }) => blocks.map((block) => JSON.stringify(block)));
  let place = 0;
  const blocks = documents.flatMap((document, index) => [
    ...(document.subject === documents[index - 1]?.subject ? [] : [paragraph(document.subject)]),
    ...document.blocks.filter((block) => parts.lastIndexOf(JSON.stringify(block)) === place++),
  ]);
  const isCut = documents.length < messages.length;
  const recipient = documents.at(-1)?.recipient;
  return {
    subject: title,
    title,
    ...(recipient !== undefined && { recipient }),
    blocks: [...(isCut ? [paragraph(`The newest ${told} of them, the oldest first:`)] : []), ...blocks],
  };
}

const notYou = paragraph("If this was not you, there is nothing you need to do: just delete this e-mail.");

function verifyEmail({ url }: Data<"verify-email">): MailDocument {
  return {
    subject: "Verify your e-mail address",
    title: "Verify your e-mail address",
    blocks: [
      paragraph(
        "Someone signed up at the developer portal with this address. If it was you, choose a password; doing so verifies the address.",
      ),
      button("Choose a password", url),
      paragraph("The link works once, for 24 hours. Signing up again sends a new one."),
      notYou,
    ],
  };
}

function resetPassword({ url }: Data<"reset-password">): MailDocument {
  return {
    subject: "Choose a new password",
    title: "Choose a new password",
    blocks: [
      paragraph("A new password was requested for your account at the developer portal."),
      button("Choose a new password", url),
      paragraph(
        "The link works once and for a limited time. Until you use it, the old password stays valid.",
      ),
      notYou,
    ],
  };
}

function moveAddress({ url }: Data<"move-address">): MailDocument {
  return {
    subject: "Confirm your new address",
    title: "Confirm your new address",
    blocks: [
      paragraph(
        "Someone who is signed in at the developer portal asked to move their account to this address. If it was you, confirm it in the browser in which you are signed in.",
      ),
      button("Confirm the address", url),
      paragraph("The link works once, for 24 hours, and for that account alone."),
      notYou,
    ],
  };
}

function alreadyRegistered({ signInUrl }: Data<"already-registered">): MailDocument {
  return {
    subject: "You already have an account",
    title: "You already have an account",
    blocks: [
      paragraph(
        "Someone tried to register this address at the developer portal, where it already has an account.",
      ),
      paragraph("If it was you, sign in instead. There you can also choose a new password."),
      button("Sign in", signInUrl),
      notYou,
    ],
  };
}

/** R16: names the application and the environment and holds no secret. */
function keysLive(data: Data<"keys-live">): MailDocument {
  const { applicationName, environmentName, institution, productNames } = data;
  return {
    subject: `${applicationName}: API keys are live in ${environmentName}`,
    title: `API keys are live in ${environmentName}`,
    recipient: data.recipientName,
    blocks: [
      paragraph(`${applicationName} can now call these APIs of ${institution} in ${environmentName}:`),
      list(productNames),
      paragraph("Sign in to see the keys and client credentials. They are never sent by e-mail."),
      button("Open the application", data.applicationUrl),
    ],
  };
}

/** Says who did what to an application, and what it means; holds no secret. */
function applicationChanged(data: Data<"application-changed">): MailDocument {
  const title = `${data.applicationName}: ${data.headline}`;
  return {
    subject: title,
    title,
    recipient: data.recipientName,
    blocks: [
      paragraph(data.sentence),
      paragraph(data.consequence),
      paragraph(
        "You are receiving this e-mail because you are an owner of the application, or were until now.",
      ),
      button("Open the developer portal", data.applicationUrl),
    ],
  };
}

/** R36: says what happened to an account, and what to do if it was somebody else. */
function accountChanged({
  headline,
  sentence,
  remedy,
  at,
  signInUrl,
}: Data<"account-changed">): MailDocument {
  return {
    subject: headline,
    title: headline,
    blocks: [
      paragraph(`${sentence} It happened at ${at}.`),
      paragraph("If this was you, there is nothing you need to do."),
      paragraph(
        remedy ??
          "If it was not, choose a new password at once, with “Forgotten your password?” on the sign-in page. That ends every session, access token and older link of the account.",
      ),
      button("Go to the sign-in page", signInUrl),
    ],
  };
}

/** R9, R37: says what happened to a company. */
function companyChanged(data: Data<"company-changed">): MailDocument {
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
function invitation(data: Data<"invitation">): MailDocument {
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
function joinRequest(data: Data<"join-request">): MailDocument {
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
function joinDecision(data: Data<"join-decision">): MailDocument {
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
function memberMovedAway(data: Data<"member-moved-away">): MailDocument {
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

/** R17. */
function accessRequests({ requests, total, changes, portalUrl }: Data<"access-requests">): MailDocument {
  const waiting =
    total === 1
      ? "An access request is waiting for a decision"
      : `${total} access requests are waiting for a decision`;
  const subject = total > 0 ? waiting : "Applications have changed since they were approved";
  const more = total - requests.length;
  return {
    subject,
    title: subject,
    blocks: [
      ...(total > 0
        ? [
            paragraph(more > 0 ? `The oldest ${requests.length} of them:` : "Waiting, the oldest first:"),
            list(requests),
          ]
        : []),
      ...(changes.length > 0 ? [paragraph("Changed since they were approved:"), list(changes)] : []),
      button("Open the developer portal", portalUrl),
    ],
  };
}

function provisioningDelayed(data: Data<"provisioning-delayed">): MailDocument {
  const { recipientName, applicationName, environmentName, applicationUrl } = data;
  return {
    subject: `${applicationName}: ${environmentName} is taking longer than usual`,
    title: `${environmentName} is taking longer than usual`,
    recipient: recipientName,
    blocks: [
      paragraph(
        `The latest change to ${applicationName} has still not reached ${environmentName} after an hour. We keep trying; you do not need to do anything.`,
      ),
      button("Open the developer portal", applicationUrl),
    ],
  };
}
