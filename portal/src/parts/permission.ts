/** Why not; null when one may. */
export function whyNot(permission: {
  isAllowed: boolean;
  reason?: { message: string } | null;
}): string | null {
  return permission.isAllowed ? null : (permission.reason?.message ?? "");
}
