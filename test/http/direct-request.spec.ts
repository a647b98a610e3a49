import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "@jest/globals";
import { DirectRequest } from "../../src/http/gateways/direct-request.js";

/** As the parser gives them: names and values in turn. */
function headersOf(Request: typeof IncomingMessage, raw: readonly string[]) {
  const request = new Request(new Socket()) as IncomingMessage & {
    _addHeaderLines(raw: readonly string[], count: number): void;
  };
  request._addHeaderLines(raw, raw.length);
  return request.headers;
}

it.each<[string, string[]]>([
  ["none", []],
  ["those of a gateway", ["Host", "portico", "Portico-Gateway-Token", "a", "api-key", "b", "X-API-Key", "c"]],
  ["other spellings", ["HOST", "portico", "api-KEY", "b", "portico-gateway-token", "a"]],
  ["a host twice", ["Host", "one", "host", "other"]],
  ["a key twice", ["API-Key", "one", "api-key", "other", "API-KEY", "third"]],
  ["forwarders twice", ["X-Forwarded-For", "192.0.2.1", "x-forwarded-for", "192.0.2.2"]],
  [
    "a length and a type twice",
    ["content-length", "1", "Content-Length", "2", "Content-Type", "a", "content-type", "b"],
  ],
  ["an empty one twice", ["API-Key", "", "API-Key", "other"]],
  ["what is joined otherwise", ["Cookie", "a=1", "cookie", "b=2", "Set-Cookie", "c", "set-cookie", "d"]],
  ["names of what objects have", ["constructor", "a", "toString", "b", "__proto__", "c", "Host", "d"]],
])("a gateway's request has the headers that Node.js would give it: %s", (_, raw) => {
  expect(headersOf(DirectRequest, raw)).toEqual(headersOf(IncomingMessage, raw));
});
