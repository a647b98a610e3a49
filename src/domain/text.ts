import { refuse } from "./domain-error.js";

export interface TextRule {
  /** What the field is called in a sentence: "The application name". */
  readonly label: string;
  /** Code points after trimming. */
  readonly min: number;
  readonly max: number;
  readonly path: readonly string[];
}

/** Controls, and the characters that reorder or hide text (Unicode UAX #9 embeddings, zero-width space, BOM). */
const unsafeLine = /[\p{Cc}\p{Cs}\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;
const unsafeText = /[\p{Cs}\u200b\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/u;
const pictograph = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const htmlTag = /<[a-z!/?]/iu;

/** A one-line name: trimmed, NFC; no control or direction-changing characters, no `<` or `>`, no emoji. */
export function nameText(value: string, rule: TextRule): string {
  const text = value.normalize("NFC").trim();
  if (unsafeLine.test(text) || /[<>]/.test(text) || pictograph.test(text.replace(/[©®™]/gu, ""))) {
    refuse("INVALID", `${rule.label} may hold letters, digits, punctuation and spaces only.`, rule.path);
  }
  return withinLength(text, rule);
}

/** Plain text of several lines: trimmed, NFC; no control or direction-changing characters, no HTML tags. */
export function plainText(value: string, rule: TextRule): string {
  const text = value.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (unsafeText.test(text)) {
    refuse("INVALID", `${rule.label} holds characters that cannot be shown.`, rule.path);
  }
  if (htmlTag.test(text)) {
    refuse("INVALID", `${rule.label} is plain text: write it without HTML tags.`, rule.path);
  }
  return withinLength(text, rule);
}

function withinLength(text: string, rule: TextRule): string {
  const length = [...text].length;
  if (length < rule.min || length > rule.max) {
    refuse(
      "INVALID",
      `${rule.label} needs ${rule.min} to ${rule.max} characters; this has ${length}.`,
      rule.path,
    );
  }
  return text;
}
