import type { CollectedMail, MailMessage } from "../../application/ports/mail.js";
import { type Brand, usualBrand } from "../../html/brand.js";
import {
  accountChanged,
  alreadyRegistered,
  moveAddress,
  resetPassword,
  verifyEmail,
} from "./account-mails.js";
import {
  accessRequests,
  applicationChanged,
  keysExpiring,
  keysLive,
  provisioningDelayed,
  secretLeaked,
} from "./application-mails.js";
import { companyChanged, invitation, joinDecision, joinRequest, memberMovedAway } from "./company-mails.js";
import { type MailDocument, paragraph } from "./document.js";
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

/**
 * The mail ready to send, HTML and text from the same content. Throws TypeError when the recipient is not one
 * address or a link is not http(s).
 */
export function renderMail(message: MailMessage | CollectedMail, brand: Brand = usualBrand): RenderedMail {
  const document = greeting(message.template === "collected" ? collected(message) : documentFor(message));
  return {
    to: oneAddress(message.to),
    subject: oneLine(document.subject),
    html: renderHtml(document, brand),
    text: renderText(document, brand),
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
    case "secret-leaked":
      return secretLeaked(message.data);
    case "keys-expiring":
      return keysExpiring(message.data);
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
