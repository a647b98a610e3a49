import { Socket } from "node:net";
import { expect, it } from "@jest/globals";
import { DirectRequest } from "../../src/http/gateways/direct-request.js";
import { NoQuestion, questionIn, readBody } from "../../src/http/gateways/question.js";

/** What is told of a body that comes in these pieces, each of which is something else once its successor has come. */
function bodyOf(pieces: readonly Buffer[]): (string | NoQuestion)[] {
  const request = new DirectRequest(new Socket());
  const told: (string | NoQuestion)[] = [];
  readBody(request, (body) => told.push(body));
  for (const [index, piece] of pieces.entries()) {
    request.push(piece);
    pieces[index - 1]?.fill("-");
  }
  if (pieces.length > 1) pieces.at(-1)?.fill("-");
  request.push(null);
  return told;
}

const bytes = (text: string) => [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
const longest = `${"ü".repeat(4_095)}{}`;

it.each<[string, readonly Buffer[], string]>([
  ["nothing", [], ""],
  ["one piece", [Buffer.from("{}")], "{}"],
  ["pieces that part a letter", [Buffer.from("{ü").subarray(0, 2), Buffer.from("ü}").subarray(1)], "{ü}"],
  ["as many bytes as it may have, each by itself", bytes(longest), longest],
])("a gateway's body is read of %s, and none of its many pieces is held", (_, pieces, body) => {
  expect(bodyOf(pieces)).toEqual([body]);
});

it.each<[string, readonly Buffer[]]>([
  ["one piece", [Buffer.alloc(8_193)]],
  ["pieces", [Buffer.alloc(8_192), Buffer.alloc(1), Buffer.alloc(1)]],
  ["bytes", bytes(`${longest}!`)],
])("is told once that it is too long, of %s", (_, pieces) => {
  expect(bodyOf(pieces)).toEqual([expect.any(NoQuestion)]);
});

it.each([
  ['{"apiKey":"ptc_key_pre-prod_0Az_1"}', "ptc_key_pre-prod_0Az_1"],
  ['{ "apiKey" : "a" }', "a"],
  ['{"apiKey":"\\u0061"}', "a"],
  ['{"apiKey":"\\""}', '"'],
  ['{"apiKey":"ü"}', "ü"],
  ['{"apiKey":""}', ""],
  ['{"apiKey":"a","apiKey":"b"}', "b"],
])("%s asks about the key, and nothing else", (body, apiKey) => {
  const { from, ...question } = questionIn(body);
  expect({ from: from(), ...question }).toEqual({ apiKey, from: null });
});

it("what else is asked is not overlooked", () => {
  const question = questionIn('{"apiKey":"a","product":"b","address":"192.0.2.7"}');
  expect([question.apiKey, question.products, question.from()]).toEqual(["a", ["b"], "192.0.2.7"]);
});

it.each(['{"apiKey":"}', '{"apiKey":"a}', '{"apiKey":"a\n"}', '{"apiKey":"a"}}', '{"apiKey":"a"}"}'])(
  "%j is no question",
  (body) => {
    expect(() => questionIn(body)).toThrow(NoQuestion);
  },
);
