import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { parseSync } from "@swc/core";

/** What a string that is put together by hand would hold. */
const markup =
  /<\/?(!doctype|html|head|body|title|meta|link|base|style|script|noscript|main|header|footer|nav|section|div|span|p|h[1-6]|a|b|i|em|strong|br|hr|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|form|label|input|select|option|textarea|button|iframe|img|svg|pre|code|time)(\s[^<>]*)?\/?>|&(amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+);/i;

interface Found {
  /** Strings and templates that hold markup without `html`. */
  readonly byHand: string[];
  /** Values outside of quotes in an attribute. */
  readonly unquoted: string[];
  /** Values inside a script or style element. */
  readonly raw: string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = globSync("src/**/*.ts", { cwd: root });

describe("markup", () => {
  const found = Object.fromEntries(
    sources.map((file) => [file, markupIn(readFileSync(`${root}/${file}`, "utf8"))]),
  );
  const where = (kind: keyof Found) =>
    Object.entries(found).flatMap(([file, each]) => each[kind].map((text) => `${file}: ${text}`));

  it("is made by `html` alone", () => {
    expect(where("byHand").filter((place) => !place.startsWith("src/html/html.ts: &"))).toEqual([]);
  });

  it("has every value of an attribute in quotes", () => {
    expect(where("unquoted")).toEqual([]);
  });

  it("holds scripts and styles where a page is put together, and nowhere else", () => {
    const allowed = /^src\/(html\/html-document|http\/pages)\.ts: /;
    expect(where("raw").filter((place) => !allowed.test(place))).toEqual([]);
  });
});

describe("the search for markup", () => {
  it.each<[string, Partial<Found>]>([
    ["const a = '<p>' + name + '</p>';", { byHand: ["<p>", "</p>"] }],
    ["const a = `<p>#{name}</p>`;", { byHand: ["<p>", "</p>"] }],
    ["const a = html`<p>#{`<b>#{name}</b>`}</p>`;", { byHand: ["<b>", "</b>"] }],
    ["const a = other`<p class='x'>`;", { byHand: ["<p class='x'>"] }],
    ["const a = name.replaceAll('&', '&amp;');", { byHand: ["&amp;"] }],
    ["const a = html`<a href=#{url}>`;", { unquoted: ["<a href="] }],
    ['const a = html`<a href="/a?b=#{c}" id=#{d}>`;', { unquoted: ['<a href="/a?b=value" id='] }],
    ["const a = html`<script>#{code}</script><p>#{text}</p>`;", { raw: ["<script>"] }],
    ['const a = html`<style nonce="#{b}">#{code}</style>`;', { raw: ['<style nonce="value">'] }],
    ['const a = html`<p title="#{x}">#{x}</p>`; const b = "<email> | <command>"; const c = 1 < 2;', {}],
    ["type A = Promise<Html>; const a = new Map<string, a>();", {}],
  ])("judges %s", (source, expected) => {
    expect(markupIn(source.replaceAll("#{", "${"))).toEqual({
      byHand: [],
      unquoted: [],
      raw: [],
      ...expected,
    });
  });
});

/** As much of the syntax tree as is looked at. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly cooked?: string;
  readonly tag?: Node;
  readonly template?: { readonly quasis: readonly Node[]; readonly expressions: readonly Node[] };
}

function markupIn(source: string): Found {
  const found: Found = { byHand: [], unquoted: [], raw: [] };
  visit(
    parseSync(source, { syntax: "typescript", decorators: true, target: "es2022" }) as unknown as Node,
    found,
  );
  return found;
}

function visit(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, found);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const { type, value, cooked, tag, template } = node as Node;
  if (type === "TaggedTemplateExpression" && tag?.value === "html" && template) {
    let before = "";
    for (const quasi of template.quasis.slice(0, -1)) {
      before += quasi.cooked;
      judgeValueAfter(before, found);
      before += "value";
    }
    visit(template.expressions, found);
    return;
  }
  const text = type === "StringLiteral" ? value : type === "TemplateElement" ? cooked : undefined;
  const [match] = typeof text === "string" ? (markup.exec(text) ?? []) : [];
  if (match) found.byHand.push(match);
  for (const each of Object.values(node)) visit(each, found);
}

function judgeValueAfter(markup: string, found: Found): void {
  const [unquoted] = /<\w+([^<>"]|"[^"]*")*=\s*$/.exec(markup) ?? [];
  if (unquoted) found.unquoted.push(unquoted);
  const [raw] = /<(script|style)\b[^>]*>(?![\s\S]*<\/\1)/.exec(markup) ?? [];
  if (raw) found.raw.push(raw);
}
