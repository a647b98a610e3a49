import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { before } from "../../src/http/gateways/before.js";

const server = before(() => false)(async (request, response) => {
  response.end(`${request.method} with ${await text(request)}`);
}, {});
server.on("upgrade", ({ headers }, wire) => wire.end(`upgraded to ${headers.upgrade}`));

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await once(server, "close");
});

/** What is answered on one connection to what is sent, each piece after something has come, or at once. */
async function answersTo(...pieces: readonly string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").setEncoding("latin1");
  let answers = "";
  socket.on("data", (chunk) => (answers += chunk));
  for (const piece of pieces) {
    socket.write(piece);
    await once(socket, "data");
  }
  socket.end();
  await once(socket, "close");
  return answers;
}

const request = (line: string, upgrade: string, rest: string) =>
  `${line} HTTP/1.1\r\nHost: portico\r\n${upgrade && `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${upgrade}\r\n`}${rest}`;
const plain = request("GET /", "", "\r\n");

it.each<[string, string, string]>([
  ["a body", "Content-Length: 2\r\n\r\n{}", "POST with {}"],
  ["a body in chunks", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "POST with {}"],
  ["no body", "\r\n", "POST with "],
])("what offers h2c with %s is answered by HTTP/1.1, and so is what comes next", async (_, rest, answer) => {
  const answers = await answersTo(request("POST /", "h2c", rest), plain);
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  expect(answers).toContain(answer);
  expect(answers).toContain("GET with ");
});

it("reads a body that comes after its head", async () => {
  const head = request("POST /", "h2c", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  expect(await answersTo(head, "{}")).toMatch(/100 Continue.*POST with \{\}$/s);
});

it.each(["websocket", "WebSocket"])("hands %s over", async (protocol) => {
  expect(await answersTo(request("GET /", protocol, "\r\n"))).toBe(`upgraded to ${protocol}`);
});
