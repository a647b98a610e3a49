import type { AnyNode, CallExpression } from "acorn";
import { edited, type Piece, visitProgram } from "./program-text.ts";

/**
 * The program without esbuild's `__name(…, "name")` wherever JavaScript gives the function that name by itself: it is called
 * anew for each closure, and takes longer than most of them do. A closure that is called otherwise here, since esbuild has
 * renamed its variable, has its name as a property. Classes keep the call. Lines stay.
 */
export function withNaturalNames(program: string): string {
  const pieces: Piece[] = [];
  visitProgram(program, (node, parent, around) => {
    if (isNaming(node)) pieces.push(...needless(program, node, parent, around));
  });
  return edited(program, pieces);
}

function isNaming(node: AnyNode): node is CallExpression {
  return node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "__name";
}

/** What of the call can go: all of it, all but what it names in its parentheses, where lines may break as before, or nothing. */
function needless(
  program: string,
  call: CallExpression,
  parent: AnyNode | undefined,
  around: AnyNode | undefined,
): Piece[] {
  const [named, written] = call.arguments;
  if (!named || written?.type !== "Literal" || !parent) return [];
  const name = written.value;
  if (named.type === "Identifier")
    return named.name === name && isDeclaredIn(around, name) && parent.type === "ExpressionStatement"
      ? [parent]
      : [];
  if (named.type !== "FunctionExpression" && named.type !== "ArrowFunctionExpression") return [];
  const isNamed =
    named.type === "FunctionExpression" && named.id
      ? named.id.name === name
      : nameGivenBy(parent, call) === name;
  // It would be the property's object that such a function is called upon.
  const isCalled = parent.type === "CallExpression" && parent.callee === call;
  if (!isNamed && named.type === "FunctionExpression" && (named.id || isCalled)) return [];
  const key = isNamed ? "" : `[${JSON.stringify(name)}]`;
  const opened = program.indexOf("(", call.callee.end) + 1;
  return [
    { start: call.start, end: call.callee.end },
    { start: opened, end: opened, by: key && `{${key}:` },
    { start: program.lastIndexOf(",", written.start), end: call.end - 1, by: key && "}" },
    { start: call.end, end: call.end, by: key },
  ];
}

/** As a function declaration, whose name is its own. */
function isDeclaredIn(block: AnyNode | undefined, name: string): boolean {
  if (block?.type !== "BlockStatement" && block?.type !== "Program") return false;
  return block.body.some((each) => each.type === "FunctionDeclaration" && each.id?.name === name);
}

/** ECMA-262, NamedEvaluation: what a function without a name is called here. */
function nameGivenBy(parent: AnyNode, value: AnyNode): unknown {
  switch (parent.type) {
    case "VariableDeclarator":
      return parent.init === value && parent.id.type === "Identifier" && parent.id.name;
    case "AssignmentExpression":
      return parent.operator === "=" && parent.left.type === "Identifier" && parent.left.name;
    case "Property":
      if (parent.value !== value || parent.kind !== "init" || parent.computed) return undefined;
      if (parent.key.type === "Identifier") return parent.key.name;
      return parent.key.type === "Literal" && parent.key.value;
    default:
      return undefined;
  }
}
