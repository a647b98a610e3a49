import { edited, type Piece, visitProgram } from "./program-text.ts";

/**
 * The program without functions that are written where they are assigned to a property: `query.done = () => …` becomes
 * `query.done = (0, () => …)`, which is the same to JavaScript. V8 takes the first for a method, made once and for good, and makes
 * it among its old objects; what it closes over then stays until all old objects are collected, although each request has its
 * own (docs/speed.md, "What outlives a request"). Lines stay.
 */
export function withYoungClosures(program: string): string {
  const pieces: Piece[] = [];
  visitProgram(program, (node) => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return;
    const { right } = node;
    if (right.type !== "FunctionExpression" && right.type !== "ArrowFunctionExpression") return;
    if (right.type === "ArrowFunctionExpression" && beginsStatement(program, right.end)) return;
    pieces.push({ start: right.start, end: right.start, by: "(0," });
    pieces.push({ start: right.end, end: right.end, by: ")" });
  });
  return edited(program, pieces);
}

/**
 * What comes after an arrow without a semicolon (ECMA-262 §12.10): after a parenthesis it might be a call, an index or a division.
 * esbuild writes no such thing.
 */
function beginsStatement(program: string, at: number): boolean {
  const within = /\s*(?:[;,:)\]}]|$)/y;
  within.lastIndex = at;
  return !within.test(program);
}
