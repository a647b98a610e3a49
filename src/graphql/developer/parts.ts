import type { DeveloperView } from "../../application/queries/views.js";
import { isProfileComplete } from "../../domain/developer/profile.js";
import { partId } from "../ids.js";
import type { Loaders } from "../loaders.js";
import type { Profile, TermsAcceptance } from "./types.js";

export function profileOf({ id, profile }: DeveloperView): Profile {
  return { id: partId("pro", id), ...profile, isComplete: isProfileComplete(profile) };
}

export async function acceptanceOf(
  { id, termsAcceptance }: DeveloperView,
  loaders: Loaders,
): Promise<TermsAcceptance | null> {
  if (!termsAcceptance) return null;
  const current = await loaders.currentTerms();
  const isCurrent = termsAcceptance.version === current?.version;
  return { id: partId("acc", id), ...termsAcceptance, isCurrent };
}
