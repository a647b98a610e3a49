import { refuse } from "./domain-error.js";

const maxLength = 2048;

/** An absolute http or https address without user info, at most 2,048 characters. Throws INVALID. */
export function webAddress(value: string, label: string, path: readonly string[]): string {
  const url = value.length <= maxLength && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || /[\s\p{Cc}]/u.test(value)) {
    refuse(
      "INVALID",
      `${label} must be an absolute http or https address of at most ${maxLength} characters.`,
      path,
    );
  }
  return value;
}
