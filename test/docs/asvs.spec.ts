import { describe, expect, it } from "@jest/globals";
import { asvsRequirements } from "./asvs-requirements.js";
import { exists, read } from "./repository.js";

const answers = ["kept", "installation", "not applicable", "not kept"];
const row = /^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm;
const rows = [...read("docs/asvs.md").matchAll(row)].map(([, number = "", asked, answer, why = ""]) => ({
  number,
  asked,
  answer,
  why,
  /** Files and folders that it names, and pages that it links to. */
  evidence: [...why.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.\w+|(?:[\w.-]+\/)+)`|\]\(([^)]+)\)/g)].map(
    ([, file, page]) => file ?? `docs/${page?.split("#", 1)[0]}`,
  ),
}));

describe("docs/asvs.md", () => {
  it("answers every requirement of the levels 1 and 2, once, in their order", () => {
    expect(asvsRequirements).toHaveLength(70 + 183);
    expect(rows.map(({ number }) => number)).toEqual(asvsRequirements);
  });

  it("has one of four answers to each, and says why", () => {
    expect(rows.filter(({ answer }) => !answers.includes(answer ?? ""))).toEqual([]);
    expect(rows.filter(({ why }) => why.trim().length < "no images".length)).toEqual([]);
  });

  it("names a spec or a file for whatever is kept", () => {
    expect(rows.filter(({ answer, evidence }) => answer === "kept" && evidence.length === 0)).toEqual([]);
  });

  it("names only what is there", () => {
    const named = rows.flatMap(({ number, evidence }) => evidence.map((path) => ({ number, path })));
    expect(named.filter(({ path }) => !exists(path))).toEqual([]);
    expect(named.length).toBeGreaterThan(asvsRequirements.length / 2);
  });
});

describe("docs/security.md", () => {
  const findings = [...read("docs/security.md").matchAll(/^\| (\d+) \| (.+) \|$/gm)];

  it("has each finding once, with a title, the rule, what holds now, and the spec", () => {
    expect(findings.map(([, number]) => Number(number))).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
    for (const [, number, rest = ""] of findings) {
      const [title, rule, holds, specs = "", ...more] = rest.split(" | ");
      expect([number, title, rule, holds].every((part) => (part ?? "").length > 0)).toBe(true);
      expect(more).toEqual([]);
      const named = [...specs.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
      expect([number, named.filter((path) => !exists(path))]).toEqual([number, []]);
      expect([number, named.length > 0 || specs.startsWith("not kept yet")]).toEqual([number, true]);
    }
  });
});
