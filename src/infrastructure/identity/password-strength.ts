import { createRequire } from "node:module";
import { once } from "../../domain/once.js";
import { unseenInText } from "../../domain/unseen-characters.js";

/** Counted in characters that people see (Unicode's grapheme clusters, UAX #29). */
export const passwordLength = { min: 12, max: 128 };

export interface PasswordRefusal {
  readonly code: "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_TOO_WEAK" | "PASSWORD_PERSONAL";
  /** What to do about it. */
  readonly message: string;
}

/** zxcvbn's 3 of 4: withstands 10^8 guesses. */
const LEAST_SCORE = 3;
/** What is judged, in UTF-16 units: the work grows with the square of it, and a password this long that is good is long enough. */
const JUDGED = 32;
/** What may be said about one person, and is no word of the language by chance. */
const LEAST_WORD = 4;

/** The sentence for a password of the wrong length, which costs next to nothing to find out; null for one that fits. */
export function lengthRefusal(password: string): PasswordRefusal | null {
  const seen = seenCharacters(password, passwordLength.max + 1);
  if (seen < passwordLength.min) {
    const message = `The password is too short. Choose one of at least ${passwordLength.min} characters.`;
    return { code: "PASSWORD_TOO_SHORT", message };
  }
  if (seen > passwordLength.max || password.length > 16 * passwordLength.max) {
    const message = `The password is too long. Choose one of at most ${passwordLength.max} characters.`;
    return { code: "PASSWORD_TOO_LONG", message };
  }
  return null;
}

/**
 * Says why nobody should choose a password (NIST SP 800-63B §3.1.1.2), or null: too short or too long, on kept lists of
 * known ones or easily made from them, or made of what is known about the person: `about` has their address, their names
 * and their company's. It takes up to 25 ms.
 */
export function passwordRefusal(password: string, about: readonly string[]): PasswordRefusal | null {
  const wrongLength = lengthRefusal(password);
  if (wrongLength) return wrongLength;
  const plain = password.normalize("NFKC");
  const words = personalWords(about);
  if (isMadeOf(plain, words)) return personal;
  const { score, feedback } = passwordEstimator().check(plain.slice(0, JUDGED), words);
  if (score >= LEAST_SCORE) return null;
  return feedback.warning === "userInputs" ? personal : weak;
}

/** Made once per process, when it is first asked: that takes 0.1 s and 30 MB. */
export const passwordEstimator = once(() => {
  const require = createRequire(import.meta.url);
  const { ZxcvbnFactory }: typeof import("@zxcvbn-ts/core") = require("@zxcvbn-ts/core");
  const words: typeof import("@zxcvbn-ts/language-common") = require("@zxcvbn-ts/language-common");
  return new ZxcvbnFactory({
    dictionary: words.dictionary,
    graphs: words.adjacencyGraphs,
    l33tMaxSubstitutions: 20,
    maxLength: JUDGED,
  });
});

const weak: PasswordRefusal = {
  code: "PASSWORD_TOO_WEAK",
  message:
    "This password is easy to guess. Choose another, such as several words that do not belong together.",
};
const personal: PasswordRefusal = {
  code: "PASSWORD_PERSONAL",
  message:
    "This password is easy to guess for those who know you: leave out your address, your names and your company's.",
};

/** Up to `atMost`: a character that nobody sees is none. */
function seenCharacters(password: string, atMost: number): number {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
  let count = 0;
  for (const { segment } of segments.segment(password.normalize("NFKC"))) {
    if (!unseenInText(segment)) count++;
    if (count >= atMost) break;
  }
  return count;
}

/** The texts and their parts, in lower case. */
function personalWords(about: readonly string[]): string[] {
  const texts = about.map((text) => text.normalize("NFKC").toLowerCase());
  const parts = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...texts, ...parts])].filter((word) => word.length >= LEAST_WORD);
}

/** Whether next to nothing is left of a password once those words, digits and signs are taken out of it. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, " "), password.toLowerCase());
  return rest !== password.toLowerCase() && rest.replace(/[^\p{L}]+/gu, "").length < LEAST_WORD;
}
