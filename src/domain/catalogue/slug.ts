import { refuse } from "../domain-error.js";

const maxLength = 40;

/**
 * What a product or an environment is called in files, secrets and addresses; unique, and never changed. Throws INVALID,
 * SLUG_TAKEN.
 */
export function newSlug(text: string, taken: readonly { readonly slug: string }[]): string {
  const slug = text.trim();
  if (slug.length < 2 || slug.length > maxLength || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    const message = `A slug is 2 to ${maxLength} lower-case letters, digits and single hyphens, such as digital-banking.`;
    refuse("INVALID", message, ["slug"]);
  }
  if (taken.some((other) => other.slug === slug)) {
    refuse("SLUG_TAKEN", "This slug is taken; slugs are unique and never change.", ["slug"]);
  }
  return slug;
}
