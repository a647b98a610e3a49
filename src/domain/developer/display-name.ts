import type { Profile } from "./profile.js";

/** What a developer is called: the full name, or the address's local part while there is none. */
export function displayName(profile: Pick<Profile, "givenName" | "familyName">, email: string): string {
  const name = [profile.givenName, profile.familyName].filter(Boolean).join(" ");
  return name || email.slice(0, email.lastIndexOf("@"));
}
