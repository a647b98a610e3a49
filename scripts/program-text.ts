import { type AnyNode, parse } from "acorn";

/** A piece of a text, and what comes in its place. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly by?: string;
}

/** `parent` is what the node stands in, and `around` what that does. */
export type Visitor = (node: AnyNode, parent: AnyNode | undefined, around: AnyNode | undefined) => void;

export function visitProgram(program: string, visitor: Visitor): void {
  visit(parse(program, { ecmaVersion: "latest" }), undefined, visitor);
}

function visit(node: AnyNode, parent: AnyNode | undefined, visitor: Visitor, around?: AnyNode): void {
  visitor(node, parent, around);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === "string") visit(child, node, visitor, parent);
}

/** Lines stay. Pieces stand beside one another or within. */
export function edited(text: string, pieces: readonly Piece[]): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end, by = "" } of pieces.toSorted((one, other) => one.start - other.start)) {
    kept.push(text.slice(at, start), by, text.slice(start, end).replace(/[^\n]/g, ""));
    at = end;
  }
  return kept.join("") + text.slice(at);
}
