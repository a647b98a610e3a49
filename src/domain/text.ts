import { refuse } from "./domain-error.js";
import { unseenInLine, unseenInText } from "./unseen-characters.js";

export interface TextRule {
  /** What the field is called in a sentence: "The application name". */
  readonly label: string;
  /** Characters that can be seen, after trimming. */
  readonly min: number;
  readonly max: number;
  readonly path: readonly string[];
}

const pictograph = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const htmlTag = /<[a-z!/?]/iu;
/** More marks on one letter than any script writes. */
const stackedMarks = /\p{M}{8}/u;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * A one-line name: trimmed, NFC, every space a plain one; no control, direction-changing or unseen characters, no `<` or
 * `>`, no emoji.
 */
export function nameText(value: string, rule: TextRule): string {
  const text = value
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ")
    .trim();
  if (unseenInLine(text) || /[<>]/.test(text) || pictograph.test(text.replace(/[©®™]/gu, ""))) {
    refuse("INVALID", `${rule.label} may hold letters, digits, punctuation and spaces only.`, rule.path);
  }
  return withinLength(text, rule);
}

/** Plain text of several lines: trimmed, NFC; no control, direction-changing or unseen characters, no HTML tags. */
export function plainText(value: string, rule: TextRule): string {
  const text = value.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if (unseenInText(text)) {
    refuse("INVALID", `${rule.label} holds characters that cannot be shown.`, rule.path);
  }
  if (htmlTag.test(text)) {
    refuse("INVALID", `${rule.label} is plain text: write it without HTML tags.`, rule.path);
  }
  return withinLength(text, rule);
}

function withinLength(text: string, rule: TextRule): string {
  const length = visibleLength(text);
  if (length < rule.min || length > rule.max) {
    refuse(
      "INVALID",
      `${rule.label} needs ${rule.min} to ${rule.max} characters; this has ${length}.`,
      rule.path,
    );
  }
  if (stackedMarks.test(text)) {
    refuse("INVALID", `${rule.label} has more marks on one letter than can be read.`, rule.path);
  }
  return text;
}

/** Characters as people count them (Unicode UAX #29 grapheme clusters); marks without a letter show nothing to count. */
function visibleLength(text: string): number {
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (!/^[\p{M}\p{Default_Ignorable_Code_Point}]+$/u.test(segment)) length += 1;
  }
  return length;
}
