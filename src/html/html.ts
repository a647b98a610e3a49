/** Markup with everything in it that came from outside escaped: nothing but `html` makes it. */
class Markup {
  constructor(readonly markup: string) {}
}

/** A script with everything in it that came from outside written as a value: nothing but `script` makes it. */
class Code {
  constructor(readonly code: string) {}
}

export type Html = Markup;
export type Script = Code;
export type HtmlValue = string | number | Html | Script | readonly HtmlValue[];

/**
 * The template as it stands, with its values escaped, so that they are safe as content and inside quotes as an
 * attribute's value; `Html`, scripts and lists are put in as they are. It does not judge where a URL leads.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Markup(String.raw({ raw: parts }, ...values.map(markupOf)));
}

/**
 * The JavaScript of a template, safe inside a script element: its values are written as JSON, functions as their own
 * source, in an expression, and scripts as they are.
 */
export function script(parts: TemplateStringsArray, ...values: readonly unknown[]): Script {
  return new Code(String.raw({ raw: parts }, ...values.map(codeOf)));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function markupOf(value: HtmlValue): string {
  if (value instanceof Markup) return value.markup;
  if (value instanceof Code) return value.code;
  if (typeof value === "object") return value.map(markupOf).join("");
  return String(value).replace(/[&<>"']/g, (character) => entities[character] as string);
}

/**
 * JSON without what could end a script element (HTML §4.12.1.3) or a line of older JavaScript, and with `__proto__` as a
 * key like others, which it is not in a literal (ECMAScript §13.2.5.5).
 */
function codeOf(value: unknown): string {
  if (value instanceof Code) return value.code;
  // Bundlers that keep the names of functions call `__name` within them, which browsers do not know.
  if (typeof value === "function") return `((__name) => (${value}))((named) => named)`;
  return JSON.stringify(value)
    .replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:')
    .replace(/[<>&\u2028\u2029]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}
