/**
 * Where the value is that a program got wrong, from graphql's sentence about it: the name of the variable or argument,
 * then fields and indexes within it. Undefined for any other sentence.
 */
export function argumentPathOf(message: string): readonly string[] | undefined {
  const [, name] =
    /^Variable "\$(\w+)" (?:got|of) /.exec(message) ?? /^Argument "(\w+)" of /.exec(message) ?? [];
  if (!name) return undefined;
  // What was sent is quoted before it as JSON, so that none of it looks like this.
  const [, within = ""] = new RegExp(` at "${name}((?:\\.\\w+|\\[\\d+\\])*)"; `).exec(message) ?? [];
  const [, field] = /; Field "(\w+)" (?:of required type|is not defined)/.exec(message) ?? [];
  return [name, ...(within.match(/\w+/g) ?? []), ...(field ? [field] : [])];
}
