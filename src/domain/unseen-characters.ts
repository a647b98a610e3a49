import { once } from "./once.js";

/**
 * What nobody can see on a page: controls, lone surrogates, private use and unassigned code points, line separators,
 * annotation and replacement characters, the blank Braille pattern, and everything that Unicode lets a display ignore
 * (UAX #44 Default_Ignorable_Code_Point: fillers, tags, joiners, direction marks and embeddings of UAX #9).
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2800\ufff9-\ufffd]/u;

/** Scripts in which joiners change how letters are drawn (Unicode Core Specification, 9.2, 12.1 and 23.2). */
const joining = [
  ..."Arabic Syriac Mandaic Mongolian Nko Phags_Pa Adlam Hanifi_Rohingya Sogdian".split(" "),
  ..."Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala".split(" "),
  ..."Tibetan Khmer Myanmar Balinese Javanese Brahmi Chakma Meetei_Mayek Newa".split(" "),
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");

/** ZWNJ and ZWJ between two letters of such a script (RFC 5892, appendices A.1 and A.2, say which; this is wider). */
const neededJoiner = once(() => new RegExp(`(?<=[${joining}])[\\u200c\\u200d](?=[${joining}])`, "gu"));

/** Variants of ideographs and of Mongolian letters, which names of people need (UTS #37; Mongolian FVS1 to FVS4). */
const neededVariant =
  /(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]/gu;

/** Whether a line has characters that cannot be seen; those that a script needs to be written are left aside. */
export function unseenInLine(text: string): boolean {
  return unseen.test(text.replace(neededJoiner(), "").replace(neededVariant, ""));
}

/** The same for text of several lines, which may have tabs, and emoji with the characters that compose them (UTS #51). */
export function unseenInText(text: string): boolean {
  return unseenInLine(text.replace(/\p{RGI_Emoji}/gv, "").replace(/[\n\t]/g, ""));
}
