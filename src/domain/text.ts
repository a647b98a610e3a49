import { refuse } from "./domain-error.js";
import { once } from "./once.js";
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
/** More marks on one letter than any script writes. */
const stackedMarks = /\p{M}{8}/u;
const graphemes = once(() => new Intl.Segmenter("und", { granularity: "grapheme" }));

/**
 * A one-line name: trimmed, NFC, every space a plain one; no control, direction-changing or unseen characters, no `<` or
 * `>`, no emoji.
 */
export function nameText(value: string, rule: TextRule): string {
  const text = lineAsKept(value);
  assertCountable(text, rule);
  if (unseenInLine(text) || /[<>]/.test(text) || pictograph.test(text.replace(/[©®™]/gu, ""))) {
    refuse("INVALID", `${rule.label} may hold letters, digits, punctuation and spaces only.`, rule.path);
  }
  return withinLength(text, rule);
}

/** A line as `nameText` keeps it, for comparing with one that is kept: trimmed, NFC, every space a plain one. */
export function lineAsKept(value: string): string {
  return value
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ")
    .trim();
}

/**
 * Plain text of several lines: trimmed, NFC; no control, direction-changing or unseen characters. What looks like markup is
 * text like any other: whoever shows it escapes it.
 */
export function plainText(value: string, rule: TextRule): string {
  const text = textToFind(value);
  assertCountable(text, rule);
  if (unseenInText(text)) {
    refuse("INVALID", `${rule.label} holds characters that cannot be shown.`, rule.path);
  }
  return withinLength(text, rule);
}

/** What is looked for, in the form in which texts are kept: trimmed, NFC, lines ended alike. */
export function textToFind(value: string): string {
  return value.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}

/** So many units of UTF-16 no character has on average, in any text that is meant. */
const unitsPerCharacter = 16;

/** Looking at each character of a text that is far too long would only cost. */
function assertCountable(text: string, { label, min, max, path }: TextRule): void {
  if (text.length <= max * unitsPerCharacter) return;
  refuse("INVALID", `${label} needs ${min} to ${max} characters; this has far more.`, path);
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
  for (const { segment } of graphemes().segment(text)) {
    if (!/^[\p{M}\p{Default_Ignorable_Code_Point}]+$/u.test(segment)) length += 1;
  }
  return length;
}
