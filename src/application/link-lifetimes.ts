import type { MailedLink } from "./ports/visitors.js";

const HOUR = 3600;

/** How long the link of a mail works, in seconds: what ends it, and what mails and pages tell of it. */
export const linkLifetimes: Readonly<Record<MailedLink, number>> = {
  VERIFY_EMAIL: 24 * HOUR,
  RESET_PASSWORD: HOUR,
  MOVE_ADDRESS: 24 * HOUR,
};
