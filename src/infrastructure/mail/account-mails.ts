import { durationInWords } from "../../application/duration-in-words.js";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import type { MailData } from "../../application/ports/mail.js";
import { button, type MailDocument, notYou, paragraph } from "./document.js";

export function verifyEmail({ url }: MailData<"verify-email">): MailDocument {
  return {
    subject: "Verify your e-mail address",
    title: "Verify your e-mail address",
    blocks: [
      paragraph(
        "Someone signed up at the developer portal with this address. If it was you, choose a password; doing so verifies the address.",
      ),
      button("Choose a password", url),
      paragraph(
        `The link works once and is good for ${durationInWords(linkLifetimes.VERIFY_EMAIL)}. Signing up again sends a new one.`,
      ),
      notYou,
    ],
  };
}

export function resetPassword({ url }: MailData<"reset-password">): MailDocument {
  return {
    subject: "Choose a new password",
    title: "Choose a new password",
    blocks: [
      paragraph("A new password was requested for your account at the developer portal."),
      button("Choose a new password", url),
      paragraph(
        `The link works once and is good for ${durationInWords(linkLifetimes.RESET_PASSWORD)}. Until you use it, the old password stays valid.`,
      ),
      notYou,
    ],
  };
}

export function moveAddress({ url }: MailData<"move-address">): MailDocument {
  return {
    subject: "Confirm your new address",
    title: "Confirm your new address",
    blocks: [
      paragraph(
        "Someone who is signed in at the developer portal asked to move their account to this address. If it was you, confirm it in the browser in which you are signed in.",
      ),
      button("Confirm the address", url),
      paragraph(
        `The link works once, for that account alone, and is good for ${durationInWords(linkLifetimes.MOVE_ADDRESS)}.`,
      ),
      notYou,
    ],
  };
}

export function alreadyRegistered({ signInUrl }: MailData<"already-registered">): MailDocument {
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

/** R36: says what happened to an account, and what to do if it was somebody else. */
export function accountChanged({
  headline,
  sentence,
  remedy,
  isByOthers,
  at,
  signInUrl,
}: MailData<"account-changed">): MailDocument {
  return {
    subject: headline,
    title: headline,
    blocks: [
      paragraph(`${sentence} It happened at ${at}.`),
      ...(isByOthers ? [] : [paragraph("If this was you, there is nothing you need to do.")]),
      paragraph(
        remedy ??
          "If it was not, choose a new password at once, with “Forgotten your password?” on the sign-in page. That ends every session, access token and older link of the account.",
      ),
      button("Go to the sign-in page", signInUrl),
    ],
  };
}
