import type { ApiKeyState } from "./state.js";

/** R39: how many days before its end the owners of a key are told. */
export const reminderDays = [30, 7, 1] as const;
export type ReminderDays = (typeof reminderDays)[number];

const day = 24 * 3_600_000;

type Expiring = Pick<ApiKeyState, "issuedAt" | "expiresAt">;

/**
 * R39: which reminder is due, `told` being the last one that was given. Whoever was asleep while several became due has the
 * nearest to the end alone, and a key that lives too short for one has none of it. A day is 24 hours, whatever clocks on
 * walls do meanwhile.
 */
export function dueReminder(
  { issuedAt, expiresAt }: Expiring,
  told: number | null,
  now: Date,
): ReminderDays | null {
  if (!issuedAt || !expiresAt || expiresAt <= now) return null;
  const begun = reminderDays.filter((days) => {
    const at = expiresAt.getTime() - days * day;
    return at > issuedAt.getTime() && at <= now.getTime();
  });
  const due = begun.at(-1) ?? null;
  return due !== null && (told === null || due < told) ? due : null;
}
