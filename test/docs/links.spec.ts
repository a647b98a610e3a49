import { posix } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type Document, documents, exists, files, isFileName, read } from "./repository.js";

/** `docs/rules.md` of `src/… docs/rules.md …`, with the wildcards that a sentence may use. */
const path =
  /(?<![\w./@-])(?:src|test|docs|migrations|scripts|bench|portal|clients|examples|\.ci|\.devcontainer)\/[\w.*{}/,-]*/g;
/** `domain/text.ts`: a path that does not begin at the root is none. What a build makes is not there yet. */
const fileBelow = /^(?!dist\/)[\w.@-]+\/[\w./*{},-]+\.(ts|tsx|js|cjs|json|md|sql|ya?ml|graphql)$/;
/** What stands for a name that the reader chooses. */
const isPlaceholder = (name: string) => /NNNN|…/.test(name);

/** Files that people write, but for documents: sources, settings and scripts. */
const sources = files.filter(
  (file) => /^(src|test|migrations|scripts|bench|\.ci)\//.test(file) || !file.includes("/"),
);

describe("a document", () => {
  it("names only files and folders that exist", () => {
    const lost = documents.flatMap((document) =>
      pathsIn(document)
        .filter((name) => !exists(name))
        .map(from(document)),
    );
    expect(lost).toEqual([]);
  });

  it("calls a file by a name that some file has", () => {
    const isName = (name: string) => /^[\w.-]+\.(ts|tsx|js|cjs|json|md|sql|ya?ml|graphql)$/.test(name);
    const lost = documents.flatMap((document) =>
      document.code
        .filter((name) => isName(name) && !isPlaceholder(name) && !isFileName(name))
        .map(from(document)),
    );
    expect(lost).toEqual([]);
  });

  it("links only to what is there, down to the heading", () => {
    const lost = documents.flatMap((document) =>
      document.links.filter((link) => !leads(document, link)).map(from(document)),
    );
    expect(lost).toEqual([]);
  });
});

describe("a source file", () => {
  it("refers only to documents that exist", () => {
    const lost = sources.flatMap((file) => {
      const named = read(file).match(/(?<![\w./-])docs\/[\w./-]+\.(?:md|json|yaml)\b/g) ?? [];
      return named.filter((name) => !exists(name)).map(from({ path: file }));
    });
    expect(lost).toEqual([]);
  });
});

/** What begins with a folder of the root, anywhere; and in code whatever looks like a path to a file. */
function pathsIn({ text, code }: Document): string[] {
  const named = [...(text.match(path) ?? []), ...code.filter((name) => fileBelow.test(name))];
  return named.map((name) => name.replace(/[.,]+$/, "")).filter((name) => !isPlaceholder(name));
}

function leads({ path: from, anchors }: Document, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return true;
  const [target = "", anchor] = link.split("#");
  if (target === "") return anchors.has(anchor ?? "");
  const file = posix.join(posix.dirname(from), target);
  if (!exists(file)) return false;
  if (anchor === undefined) return true;
  return documents.some((document) => document.path === file && document.anchors.has(anchor));
}

const from =
  ({ path: source }: { path: string }) =>
  (what: string) =>
    `${source}: ${what}`;
