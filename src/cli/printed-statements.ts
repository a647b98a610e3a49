import type { ExplainedStatement } from "../composition-root/index.js";

/** The statements one below the other, a clause a line, with parameters and plans as comments. */
export function printedStatements(statements: readonly ExplainedStatement[]): string {
  const total = statements.reduce((sum, { plan }) => sum + milliseconds(plan), 0);
  return [
    `-- ${statements.length} ${statements.length === 1 ? "statement" : "statements"}, ${total.toFixed(2)} ms in the database`,
    ...statements.map(printed),
  ].join("\n\n");
}

function printed({ text, parameters, plan }: ExplainedStatement, index: number): string {
  return [
    `-- ${index + 1}${plan.length > 0 ? `, ${milliseconds(plan).toFixed(2)} ms` : ""}`,
    clauseByClause(text.trim()),
    ...parameters.map((each, position) => `--   $${position + 1} = ${JSON.stringify(each)}`),
    ...plan.map((line) => `--   ${line}`),
  ].join("\n");
}

const clauses = /(?<!\b(?:left|inner)) (?=(?:from|where|group by|order by|limit|(?:left |inner )?join)\b)/g;

/** Clauses within brackets stay where they are. */
function clauseByClause(text: string): string {
  const count = (bracket: string, end: number) => text.slice(0, end).split(bracket).length;
  return text.replace(clauses, (space, at) => (count("(", at) === count(")", at) ? "\n" : space));
}

function milliseconds(plan: readonly string[]): number {
  const [, time = "0"] = /^Execution Time: ([\d.]+) ms$/m.exec(plan.join("\n")) ?? [];
  return Number(time);
}
