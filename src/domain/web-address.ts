import { refuse } from "./domain-error.js";
import { whyMisspelt } from "./url-spelling.js";

const maxLength = 2048;

/**
 * An absolute http or https address without user info, at most 2,048 characters, whose host is spelt as browsers spell
 * it; as it was written, but for blanks around it. Throws INVALID.
 */
export function webAddress(text: string, label: string, path: readonly string[]): string {
  const value = text.trim();
  const url = value.length <= maxLength && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || /[\s\p{Cc}]/u.test(value)) {
    refuse(
      "INVALID",
      `${label} must be an absolute http or https address of at most ${maxLength} characters, such as https://acme.example.`,
      path,
    );
  }
  const why = whyMisspelt(value, url);
  if (why) refuse("INVALID", `${label} cannot be used: ${why}.`, path);
  return value;
}

/** The same; null for null, and for blanks alone. Throws INVALID. */
export function optionalWebAddress(
  text: string | null,
  label: string,
  path: readonly string[],
): string | null {
  return text?.trim() ? webAddress(text, label, path) : null;
}
