/** Since when what limits invitations is counted (R7). */
export function hourBefore(now: Date): Date {
  return new Date(now.getTime() - 3_600_000);
}
