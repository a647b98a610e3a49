import type { GraphQLError } from "graphql";
import { isStorable, unstorable } from "../../application/storable-text.js";
import { badUserInput } from "../errors.js";
import { limits } from "./limits.js";
import { tooExpensive } from "./too-expensive.js";

/** What a client sends, over HTTP or WebSocket, as it comes out of the JSON. */
export interface SentRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/**
 * Why a request is not even parsed, and nobody is asked who sends it: it holds too much, or what no text can hold.
 * Undefined when it is. Takes time for what is within the limits alone. What is no GraphQL request is for the parser and
 * for Apollo to refuse.
 */
export function requestRefusal(request: SentRequest): GraphQLError | undefined {
  const { query, operationName, variables, extensions } = request;
  const tooLong = typeof query === "string" && documentRefusal(query);
  if (tooLong) return tooLong;
  if (typeof operationName === "string" && operationName.length > limits.nameCharacters)
    return badUserInput(`The operation's name has more than ${limits.nameCharacters} characters.`);
  const problem = problemIn(variables, "variables") ?? problemIn(extensions, "extensions");
  return problem && badUserInput(problem.sentence, problem.argumentPath);
}

function documentRefusal(document: string): GraphQLError | undefined {
  const { characters, lines } = limits;
  if (document.length > characters)
    return tooExpensive("the number of characters", characters, document.length);
  const lineCount = document.split(/\r\n|[\n\r]/, lines + 1).length;
  return lineCount > lines ? tooExpensive("the number of lines", lines) : undefined;
}

interface Problem {
  readonly path: readonly string[];
  readonly says: (subject: string) => string;
}

/** Ends the counting, wherever it is. */
class TooMany extends Error {}

interface Refused {
  readonly sentence: string;
  readonly argumentPath?: readonly string[];
}

function problemIn(value: unknown, what: "variables" | "extensions"): Refused | undefined {
  let entries = 0;

  function problemOf(part: unknown, depth: number): Problem | undefined {
    if (typeof part === "string") return isStorable(part) ? undefined : { path: [], says: unstorable };
    if (typeof part !== "object" || part === null) return undefined;
    if (depth > limits.variableDepth) return { path: [], says: nestsTooDeep };
    if (Array.isArray(part) && part.length > limits.listItems) return { path: [], says: isTooLong };
    // Not Object.entries, which would gather all of them first.
    for (const name in part) {
      entries += 1;
      if (entries > limits.variableEntries) throw new TooMany();
      const problem = problemOf(part[name as keyof typeof part], depth + 1);
      if (problem) return { ...problem, path: [name, ...problem.path] };
    }
    return undefined;
  }

  let problem: Problem | undefined;
  try {
    problem = problemOf(value, 0);
  } catch (error) {
    if (error instanceof TooMany) return { sentence: tooMany(what) };
    throw error;
  }
  if (!problem) return undefined;
  const path = problem.path.join(".");
  const sentence = problem.says(subjectAt(what, path));
  return what === "variables" && path.length <= shownPath
    ? { sentence, argumentPath: problem.path }
    : { sentence };
}

const shownPath = 200;

function subjectAt(what: "variables" | "extensions", path: string): string {
  const shown = path.length > shownPath ? `${path.slice(0, shownPath)}…` : path;
  return what === "variables" ? `The variable $${shown}` : `The extension ${shown}`;
}

const tooMany = (what: string) => `The ${what} hold more than ${limits.variableEntries} items and fields.`;
const isTooLong = (subject: string) => `${subject} has more than ${limits.listItems} items.`;
const nestsTooDeep = (subject: string) => `${subject} nests more than ${limits.variableDepth} levels deep.`;
