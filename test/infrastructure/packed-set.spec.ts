import { expect, it } from "@jest/globals";
import { packedSet } from "../../src/infrastructure/packed-set.js";

it("holds what it was given, however much that is, and nothing else", () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `n${index}.example`);
  const set = packedSet([...texts, ...texts]);
  expect(texts.every((text) => set.has(text))).toBe(true);
  const others = texts.flatMap((text) => [`x${text}`, text.slice(1), text.slice(0, -1), `${text}x`]);
  expect(others.filter((text) => set.has(text) && !texts.includes(text))).toEqual([]);
});

it.each(["", "a\nb", "\na", "a\n", "ä", "b"])("does not hold %j of a list without it", (text) => {
  expect(packedSet(["a", "a b", "c"]).has(text)).toBe(false);
});

it("holds nothing where nothing was given, and the empty text where it was", () => {
  expect(packedSet([]).has("a")).toBe(false);
  expect(packedSet([]).has("")).toBe(false);
  expect(packedSet([""]).has("")).toBe(true);
});
