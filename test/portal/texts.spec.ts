/** @jest-environment ./test/support/jest/document.js */
import { describe, expect, it } from "@jest/globals";
import { de } from "../../portal/src/texts/de";
import { en } from "../../portal/src/texts/en";

type Said = string | ((...given: never[]) => string);

/** Every text by where it stands: `common.save`. */
function textsOf(part: object, under = ""): ReadonlyMap<string, Said> {
  const found = Object.entries(part).flatMap(([name, value]): [string, Said][] =>
    typeof value === "object" ? [...textsOf(value, `${under}${name}.`)] : [[under + name, value]],
  );
  return new Map(found);
}

const english = textsOf(en);
const german = textsOf(de);

/** Stand for what is given: a name each, or a number that appears nowhere else. */
const marks = ["7001", "7002", "7003"];

function spokenWith(text: Said | undefined): string {
  if (typeof text !== "function") return text ?? "";
  return text(...(marks.map(Number) as never[])).replace(/[.,\u00a0\u202f](?=\d{3})/g, "");
}

describe("English and German say the same", () => {
  it("there is every text in both, and none is empty in one alone", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    const empty = (texts: typeof english) =>
      [...texts].filter(([, text]) => text === "").map(([name]) => name);
    expect(empty(german)).toEqual(empty(english));
  });

  it("what is put into a text is said in both", () => {
    const differing: string[] = [];
    for (const [name, text] of english) {
      const other = german.get(name);
      if (typeof text !== "function" && typeof other !== "function") continue;
      const placed = (said: Said | undefined) => marks.filter((mark) => spokenWith(said).includes(mark));
      if (`${placed(text)}` !== `${placed(other)}`) differing.push(name);
    }
    expect(differing).toEqual([]);
  });

  it("nothing was left in English that is a sentence", () => {
    const same = [...english].filter(
      ([name, text]) => typeof text === "string" && / \w+ /.test(text) && german.get(name) === text,
    );
    expect(same).toEqual([]);
  });
});
