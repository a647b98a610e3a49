import type { DeveloperView } from "../../../application/queries/views.js";

/** What views of a developer are made of: of themselves `d`, their membership `m`, their wish to join `j` at `p`. */
export const developerColumns = [
  "d.id",
  "d.email",
  "d.givenName",
  "d.familyName",
  "d.jobTitle",
  "d.phone",
  "d.termsVersion",
  "d.termsAcceptedAt",
  "m.partnerId",
  "m.role",
  "j.declinedAt",
  "p.joiningPolicy",
] as const;

type Row = Pick<DeveloperView, "id" | "email" | "partnerId" | "role"> &
  DeveloperView["profile"] & {
    readonly termsVersion: string | null;
    readonly termsAcceptedAt: Date | null;
    readonly declinedAt: Date | null;
    readonly joiningPolicy: NonNullable<DeveloperView["joinRequest"]>["policy"] | null;
  };

export function developerView({
  id,
  email,
  termsVersion,
  termsAcceptedAt,
  partnerId,
  role,
  declinedAt,
  joiningPolicy: policy,
  ...profile
}: Row): DeveloperView {
  return {
    id,
    email,
    profile,
    termsAcceptance:
      termsVersion && termsAcceptedAt ? { version: termsVersion, acceptedAt: termsAcceptedAt } : null,
    partnerId,
    role,
    joinRequest: policy && { policy, declinedAt },
  };
}
