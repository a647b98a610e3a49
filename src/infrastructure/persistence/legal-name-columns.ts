import { nameKeys } from "../../domain/name-keys.js";
import { prototypes } from "../confusables.js";

/** What the legal name of a company is compared by (R6). */
export function legalNameColumns(legalName: string | null) {
  if (legalName === null) return { legalNameKey: null, legalNameSkeleton: null };
  const { folded, skeleton } = nameKeys(legalName, prototypes);
  return { legalNameKey: folded, legalNameSkeleton: skeleton };
}
