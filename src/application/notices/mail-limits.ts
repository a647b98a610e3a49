import type { MailMessage } from "../ports/mail.js";

export interface MailLimit {
  /** So many mails go out as they come. */
  readonly atOnce: number;
  /** Then one after a pause, in minutes, that doubles each time up to the longest. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** What becomes of those that have come meanwhile: one mail with all of them, or the newest, which says it all. */
  readonly several: "ALL" | "NEWEST";
}

/**
 * What one mailbox gets of each template. Nothing is lost by a limit, it comes later and in fewer mails; and templates do
 * not use up one another's. Links that anybody can ask for come again before the last one that was sent has expired, so
 * that there is always one in the mailbox that works, however many a stranger asks for.
 */
export const mailLimits: Readonly<Record<MailMessage["template"], MailLimit>> = {
  // Good for 24 hours.
  "verify-email": { atOnce: 3, firstPause: 5, longestPause: 6 * 60, several: "NEWEST" },
  "move-address": { atOnce: 3, firstPause: 5, longestPause: 6 * 60, several: "NEWEST" },
  // Good for an hour.
  "reset-password": { atOnce: 3, firstPause: 5, longestPause: 30, several: "NEWEST" },
  "already-registered": { atOnce: 2, firstPause: 30, longestPause: 24 * 60, several: "NEWEST" },
  invitation: { atOnce: 3, firstPause: 15, longestPause: 12 * 60, several: "NEWEST" },
  "join-request": { atOnce: 10, firstPause: 1, longestPause: 60, several: "ALL" },
  "join-decision": { atOnce: 3, firstPause: 15, longestPause: 12 * 60, several: "NEWEST" },
  "member-moved-away": { atOnce: 10, firstPause: 1, longestPause: 60, several: "ALL" },
  "company-changed": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
  "secret-leaked": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
  "keys-expiring": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
  "keys-live": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
  "application-changed": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
  // One gateway that is away may concern every application of an owner.
  "provisioning-delayed": { atOnce: 2, firstPause: 15, longestPause: 60, several: "ALL" },
  // Kept apart by themselves.
  "access-requests": { atOnce: 6, firstPause: 10, longestPause: 60, several: "NEWEST" },
  "account-changed": { atOnce: 10, firstPause: 1, longestPause: 15, several: "ALL" },
};

/** What a mailbox has had of a template since it last had none for long. */
export interface Had {
  readonly sent: number;
  readonly lastSentAt: Date;
}

const minute = 60_000;

/** How the mails that wait go out now: each by itself, all as one, or not before a time. */
export function wayOut(
  limit: MailLimit,
  had: Had | null,
  waiting: number,
  now: Date,
): "EACH" | "AS_ONE" | { readonly notBefore: Date } {
  const recent = sinceQuiet(limit, had, now);
  if (waiting <= limit.atOnce - (recent?.sent ?? 0)) return "EACH";
  const free = recent && freeAt(limit, recent);
  return free && free > now ? { notBefore: free } : "AS_ONE";
}

/** After one more mail. */
export function withOneMore(limit: MailLimit, had: Had | null, now: Date): Had & { readonly freeAt: Date } {
  const next = { sent: (sinceQuiet(limit, had, now)?.sent ?? 0) + 1, lastSentAt: now };
  return { ...next, freeAt: freeAt(limit, next) };
}

/** Twice the longest pause without a mail, and all begins anew. */
function sinceQuiet({ longestPause }: MailLimit, had: Had | null, now: Date): Had | null {
  return had && now.getTime() - had.lastSentAt.getTime() < 2 * longestPause * minute ? had : null;
}

function freeAt({ atOnce, firstPause, longestPause }: MailLimit, { sent, lastSentAt }: Had): Date {
  const pause = sent < atOnce ? 0 : Math.min(firstPause * 2 ** (sent - atOnce), longestPause);
  return new Date(lastSentAt.getTime() + pause * minute);
}
