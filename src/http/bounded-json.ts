import type { FastifyInstance } from "fastify";
import { HttpError } from "./errors.js";

/** Values that one body may hold, and levels that they may nest in: more than any request has use for. */
const limits = { values: 6_000, levels: 64 };

/**
 * Why a JSON text is not parsed: it holds so much that parsing alone would take long. Undefined when it is. Whether it is
 * JSON is for the parser to say.
 */
export function jsonExcess(text: string): string | undefined {
  let values = 1;
  let level = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === quote) {
      index = endOfString(text, index);
    } else if (character === openBracket || character === openBrace) {
      level += 1;
      values += 1;
      if (level > limits.levels) return `The body nests more than ${limits.levels} levels deep.`;
    } else if (character === closeBracket || character === closeBrace) {
      level -= 1;
    } else if (character === comma) {
      values += 1;
    }
    if (values > limits.values) return `The body holds more than ${limits.values} values.`;
  }
  return undefined;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the string that starts at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === backslash) index += 1;
    else if (character === quote) return index;
  }
  return text.length;
}

/** Parses bodies of `app` as Fastify does, but for those that hold too much, which are refused with BAD_USER_INPUT. */
export function parseBoundedJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    const excess = jsonExcess(body);
    if (excess) done(new HttpError(400, "BAD_USER_INPUT", excess));
    else parse(request, body, done);
  });
}
