import { Problems } from "../domain-error.js";
import { nameText } from "../text.js";
import { phoneNumber, type ReadOwnPhoneNumber } from "./phone-number.js";

export interface Profile {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly jobTitle: string | null;
  /** E.164. */
  readonly phone: string | null;
}

/** What is left out stays as it is; null empties the field. */
export type ProfileChanges = { readonly [Field in keyof Profile]?: Profile[Field] | undefined };

export const emptyProfile: Profile = { givenName: null, familyName: null, jobTitle: null, phone: null };

/** R10: given name, family name and job title. */
export function isProfileComplete(profile: Profile): boolean {
  return profile.givenName !== null && profile.familyName !== null && profile.jobTitle !== null;
}

/** The profile after the changes. Throws INVALID for every unacceptable field. */
export function changedProfile(
  profile: Profile,
  changes: ProfileChanges,
  readPhone: ReadOwnPhoneNumber,
): Profile {
  const problems = new Problems();
  const next: Record<keyof Profile, string | null> = { ...profile };
  for (const field of Object.keys(checked) as (keyof Profile)[]) {
    const value = changes[field];
    if (value === undefined) continue;
    next[field] = value === null ? null : (problems.check(() => checked[field](value, readPhone)) ?? null);
  }
  problems.throwIfAny();
  return next;
}

const line = (label: string, field: keyof Profile) => (value: string) =>
  nameText(value, { label, min: 1, max: 100, path: [field] });

const checked: Record<keyof Profile, (value: string, readPhone: ReadOwnPhoneNumber) => string | null> = {
  givenName: line("The given name", "givenName"),
  familyName: line("The family name", "familyName"),
  jobTitle: line("The job title", "jobTitle"),
  phone: (value, readPhone) => phoneNumber(value, readPhone, ["phone"]),
};
