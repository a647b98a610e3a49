import { runInNewContext } from "node:vm";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { html, script } from "../../src/html/html.js";
import { htmlDocument } from "../../src/html/html-document.js";

const text = fc.string({ unit: "binary" });
const decoded = (markup: string) =>
  markup
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("html", () => {
  it("puts in any text so that it reads back, and can end no element, no attribute and no entity", () => {
    fc.assert(
      fc.property(text, (given) => {
        const { markup } = html`<p title="${given}">${given}</p>`;
        const [, title = "", content = ""] = /^<p title="([^"]*)">([^<>]*)<\/p>$/.exec(markup) ?? [];
        expect([decoded(title), decoded(content)]).toEqual([given, given]);
        expect(content.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toMatch(/[&<>"']/);
      }),
    );
  });

  it("leaves markup, lists of it and its own text as they are", () => {
    const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${html`<br>`}${7}`.markup).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li></ul><br>7",
    );
  });

  it("takes nothing for markup that only looks like it", () => {
    const forged = JSON.parse('{"markup":"<b>"}');
    expect(() => html`${forged}`.markup).toThrow(TypeError);
  });
});

describe("script", () => {
  it("puts in any value so that the script reads it back, and that can end no script element", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const { code } = script`(${given})`;
        expect(code).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.stringify(runInNewContext(code))).toBe(JSON.stringify(given));
      }),
    );
  });

  it.each([
    { key: JSON.parse('{"a":1,"__proto__":{"__proto__":null}}') },
    { text: '{"__proto__":1}', 'x"__proto__': ',"__proto__":' },
  ])("reads keys and texts about prototypes back as they are: %j", (given) => {
    expect(JSON.stringify(runInNewContext(script`(${given})`.code))).toBe(JSON.stringify(given));
  });

  it("puts in functions as their source", () => {
    const double = (value: number) => value * 2;
    expect(runInNewContext(script`(${double})(${21})`.code)).toBe(42);
  });

  it("puts in functions that a bundler has named", () => {
    const bundled = Function(
      "return function page() { const say = __name(() => 42, 'say'); return say(); }",
    )();
    expect(runInNewContext(script`(${bundled})()`.code)).toBe(42);
  });
});

describe("a document", () => {
  it("escapes its title, and says its language, encoding and width", () => {
    const page = htmlDocument({ title: "</title><script>", body: html`<p>Hello</p>`, bodyStyle: 'a"b' });
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(page).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
    expect(page).toContain('<body style="a&quot;b">\n<p>Hello</p>\n</body>');
  });
});
