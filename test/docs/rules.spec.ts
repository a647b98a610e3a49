import { describe, expect, it } from "@jest/globals";
import { files, read } from "./repository.js";

const page = read("docs/rules.md");
const [inForce = "", underWay = ""] = page.split("\n## With the work under way\n");
const kept = rulesOf(inForce);
const agreed = rulesOf(underWay);

const titles = files.filter((file) => /\.spec\.tsx?$/.test(file)).flatMap((file) => titlesIn(read(file)));
const named = new Set(titles.flatMap(numbersIn));
const sources = files
  .filter((file) => /^(src|migrations)\//.test(file))
  .map(read)
  .join("\n");
const keeping = new Set(numbersIn(sources));

describe("the rules of docs/rules.md", () => {
  it("are numbered without gap or repetition", () => {
    const all = [...kept, ...agreed].map((rule) => Number(rule.slice(1)));
    expect(all.sort((one, other) => one - other)).toEqual(all.map((_, index) => index + 1));
    expect(all.length).toBeGreaterThanOrEqual(40);
  });

  it("are each in the title of a spec", () => {
    expect(kept.filter((rule) => !named.has(rule))).toEqual([]);
  });

  it("are each named by the code that keeps them", () => {
    expect(kept.filter((rule) => !keeping.has(rule))).toEqual([]);
  });

  it("that are only agreed have no spec yet: one that has moves up to its section", () => {
    expect(agreed.filter((rule) => named.has(rule))).toEqual([]);
  });

  it("are all that specs and code name", () => {
    const known = new Set([...kept, ...agreed]);
    expect([...named, ...keeping].filter((rule) => !known.has(rule))).toEqual([]);
  });
});

function rulesOf(text: string): string[] {
  return (text.match(/^### R\d+$/gm) ?? []).map((heading) => heading.slice(4));
}

function numbersIn(text: string): string[] {
  return text.match(/\bR\d+\b/g) ?? [];
}

/** What `describe`, `it` and `test` are called with, and what `.each(…)` gives. */
function titlesIn(source: string): string[] {
  const call = /(?:\b(?:describe|it|test)|\))\(\s*(["'`])((?:\\.|(?!\1).)*)\1/gs;
  return [...source.matchAll(call)].map(([, , title]) => title ?? "");
}
