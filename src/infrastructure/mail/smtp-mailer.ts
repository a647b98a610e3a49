import { domainToASCII } from "node:url";
import { createTransport } from "nodemailer";
import addressparser from "nodemailer/lib/addressparser";
import { encodeWord } from "nodemailer/lib/mime-funcs";
import { Hopeless } from "../../application/ports/hopeless.js";
import type { Mailer } from "../../application/ports/mail.js";
import type { Brand } from "../../html/brand.js";
import { renderMail } from "./templates.js";

export interface SmtpMailer extends Mailer {
  /** Lets a delivery under way finish and closes idle connections at once; nothing can be sent afterwards. */
  close(): void;
}

const seconds = 1000;

/**
 * Sends mail over a pool of SMTP connections. `smtpUrl` is `smtp://` or `smtps://`, with nodemailer's options in its
 * query (`?requireTLS=true`); `from` is one address, with or without a display name. Throws an Error when `from`
 * is not; sending throws what the server or the connection said, and may be tried again with the same id: Hopeless when
 * the server refuses the mail for good.
 */
export function createSmtpMailer(smtpUrl: string, from: string, brand?: Brand): SmtpMailer {
  const sender = parseSender(from);
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 30 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message, id) {
      const { to, subject, html, text } = renderMail(message, brand);
      const mail = {
        from: sender.mailbox,
        to: { name: "", address: to },
        html,
        text,
        messageId: `<${dotAtom(id)}@${sender.domain}>`,
        // RFC 3834 §5: keeps vacation notices from answering.
        headers: { "Auto-Submitted": "auto-generated", Subject: subjectHeader(subject) },
      };
      await transport.sendMail(mail).catch((error: Error) => {
        throw isRefusedForGood(error) ? new Hopeless(error.message, { cause: error }) : error;
      });
    },
    close: () => transport.close(),
  };
}

/**
 * A name in it may look like an encoded word (`=?utf-8?B?…?=`), which is decoded by whoever shows the subject: then all of
 * it is encoded, so that what is shown is what was written (RFC 2047 §5).
 */
function subjectHeader(subject: string) {
  if (!subject.includes("=?")) return subject;
  return { prepared: true, foldLines: true, value: encodeWord(subject, "Q", 52) };
}

/** What is said of the sender, the recipient or the mail itself, in nodemailer's terms. */
const ofMail = new Set(["EENVELOPE", "EMESSAGE"]);
/** RFC 4954 §6: said of whoever sends, whose password an operator mends. Then nothing is wrong with the mail. */
const ofSignIn = new Set([530, 534, 535, 538]);

/** RFC 5321 §4.2.1: a reply of 5yz, after which the same is not to be tried again. */
function isRefusedForGood(error: Error): boolean {
  const { code = "", responseCode: reply = 0 } = error as { code?: string; responseCode?: number };
  return ofMail.has(code) && reply >= 500 && reply < 600 && !ofSignIn.has(reply);
}

function parseSender(from: string) {
  const [mailbox, ...others] = addressparser(from, { flatten: true });
  const domain = domainToASCII(mailbox?.address.split("@")[1] ?? "");
  if (!mailbox || others.length > 0 || !domain) throw new Error("MAIL_FROM is not one e-mail address.");
  return { mailbox, domain };
}

/** Any id as the left side of a Message-ID (RFC 5322 §3.6.4): one to one, so that a retry keeps its id. */
function dotAtom(id: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(id).replace(/[.!~*'()]/g, hex);
}
