import { refuse } from "../domain-error.js";

/**
 * Reads a telephone number as people write it: E.164, or null when it is none. One without a country code is of
 * `country`, ISO 3166-1 alpha-2. Numbering plans are data, passed in.
 */
export type ReadPhoneNumber = (text: string, country: string | null) => string | null;

/** How to read the numbers of one person. */
export type ReadOwnPhoneNumber = (text: string) => string | null;

/** The number in E.164; null for blanks alone. Throws INVALID. */
export function phoneNumber(text: string, read: ReadOwnPhoneNumber, path: readonly string[]): string | null {
  if (!text.trim()) return null;
  const message =
    "Write the telephone number with + and its country code, such as +31 20 123 4567, and without an extension.";
  return read(text.trim()) ?? refuse("INVALID", message, path);
}
