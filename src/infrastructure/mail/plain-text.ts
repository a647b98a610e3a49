/** Controls, line and paragraph separators, and what can end a header line or forge one (RFC 5322 §2.2). */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
/** Bidirectional controls (Unicode TR 36 §2.6) make a text read as what it is not. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text on one line: no controls, no line breaks, single spaces. Any other Unicode stays as it is. */
export function oneLine(text: string): string {
  return text.replace(directions, "").replace(breaks, " ").trim().toWellFormed();
}

/**
 * The address as given when it is one bare `local@domain`, fit for an address header. Throws TypeError for a list,
 * a display name, a quoted local part, and anything that could end the header.
 */
export function oneAddress(address: string): string {
  if (address.length <= 320 && /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u.test(address)) {
    return address;
  }
  throw new TypeError("The recipient is not one e-mail address.");
}
