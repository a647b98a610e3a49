/**
 * What names are compared by (R6, R11): two are the same when either key is. One key cannot tell both: a capital I looks
 * like a small l, and is the same letter as a small i.
 */
export interface NameKeys {
  /** The name without regard to case, width, and what nobody sees. */
  readonly folded: string;
  /** What the name looks like (Unicode UTS #39, skeleton), without regard to case. */
  readonly skeleton: string;
}

/** Replaces each character by the one that it is easily confused with (UTS #39 `confusables.txt`); data, passed in. */
export type Prototypes = (text: string) => string;

export function nameKeys(name: string, prototypes: Prototypes): NameKeys {
  const seen = name.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return {
    folded: plain(seen.normalize("NFKC")),
    skeleton: plain(prototypes(seen.normalize("NFD")).normalize("NFD")),
  };
}

/** Full case folding, near enough (`ß` is `ss`, `ς` is `σ`), with every run of spaces one space and none around. */
function plain(text: string): string {
  const folded = text.toLowerCase().toUpperCase().toLowerCase();
  return folded.replace(/\s+/gu, " ").trim();
}
