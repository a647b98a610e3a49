import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { before } from "../../src/http/gateways/before.js";
import type { GatewayDoor } from "../../src/http/gateways/gateway-door.js";
import { eventually } from "../support/eventually.js";

const long = "ü".repeat(4_000_000);
/** By the last letter of the path, so that answers can be told apart; `/long` is more than a connection takes at once. */
const textOf = (url = "") => (url.endsWith("long") ? long : `Answer ${url.at(-1)}`);
/** What has happened to responses, by path. */
const happened: string[] = [];

const given: GatewayDoor = (request, response) => {
  const { url = "" } = request;
  if (!url.startsWith("/given")) return false;
  request.readBy(() => {});
  happened.push(`asked ${url}`);
  for (const event of ["finish", "close"]) response.on(event, () => happened.push(`${event} ${url}`));
  const text = textOf(url);
  const give = () => response.give(403, `A: 1\r\nB: x: y\r\nContent-Length: ${text.length}\r\n`, text);
  if (url.includes("late")) setTimeout(give, 20);
  else give();
  return true;
};
/** The same, as Node.js does it. */
const written: RequestListener = ({ url }, response) => {
  const text = textOf(url);
  const fields = ["A", "1", "B", "x: y", "Content-Length", String(text.length)];
  response.writeHead(403, fields).end(text, "latin1");
};

let server: Server;
beforeAll(async () => {
  server = before(given)(written, { keepAliveTimeout: 5_000 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

function connected(to = server): Socket {
  return connect((to.address() as AddressInfo).port, "127.0.0.1").setEncoding("latin1");
}

const request = (path: string, line = "GET", version = "1.1", rest = "\r\n") =>
  `${line} ${path} HTTP/${version}\r\nHost: portico\r\n${rest}`;

/** All that comes on one connection until the server ends it. */
async function answersTo(sent: string): Promise<string> {
  const socket = connected();
  let answers = "";
  socket.on("data", (chunk) => (answers += chunk));
  socket.write(sent);
  await once(socket, "close");
  return answers.replaceAll(/Date: \w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT/g, "Date");
}

const last = "Connection: close\r\n\r\n";

it.each<[string, (path: string) => string]>([
  ["the last request of its connection", (path) => request(path, "GET", "1.1", last)],
  ["one that others follow", (path) => request(path) + request(path) + request(path, "GET", "1.1", last)],
  [
    "one with a body",
    (path) => request(path, "POST", "1.1", "Content-Length: 2\r\n\r\n{}") + request(path, "GET", "1.1", last),
  ],
  ["HTTP/1.0", (path) => request(path, "GET", "1.0")],
  [
    "HTTP/1.0 that goes on",
    (path) => request(path, "GET", "1.0", "Connection: keep-alive\r\n\r\n") + request(path, "GET", "1.0"),
  ],
  ["HEAD", (path) => request(path, "HEAD") + request(path, "GET", "1.1", last)],
  [
    "one that waits for leave to send its body",
    (path) => request(path, "POST", "1.1", `Expect: 100-continue\r\nContent-Length: 2\r\n${last}{}`),
  ],
])("%s is given the bytes that Node.js would write", async (_, sent) => {
  const own = await answersTo(sent("/given"));
  expect(own).toContain("HTTP/1.1 403 Forbidden\r\nA: 1\r\nB: x: y\r\n");
  expect(own).toBe(await answersTo(sent("/written")));
});

it("answers of one connection come in the order of its requests, whichever is known first", async () => {
  const paths = ["/given/late/1", "/given/2", "/written/3", "/given/4", "/given/late/5", "/given/6"];
  const sent = [...paths.map((path) => request(path)), request("/given/7", "GET", "1.1", last)].join("");
  const answers = await answersTo(sent);
  expect([...answers.matchAll(/Answer (\d)/g)].map(([, place]) => place)).toEqual([..."1234567"]);
});

it("whoever reads late gets all of it, and what comes next", async () => {
  const socket = connected();
  socket.pause();
  socket.write(request("/given/long") + request("/given/8", "GET", "1.1", last));
  await sleep(50);
  expect(happened).not.toContain("finish /given/long");
  let answers = "";
  socket.on("data", (chunk) => (answers += chunk)).resume();
  await once(socket, "close");
  expect(answers).toContain(`\r\n\r\n${long}HTTP/1.1 403`);
  expect(answers).toMatch(/Answer 8$/);
  expect(happened.filter((each) => each.endsWith("/given/long"))).toEqual(
    ["asked", "finish", "close"].map((event) => `${event} /given/long`),
  );
});

it("nobody is answered who has gone, and nothing comes of it", async () => {
  const socket = connected();
  socket.write(request("/given/late/9"));
  await eventually(async () => happened.includes("asked /given/late/9"));
  socket.resetAndDestroy();
  await eventually(async () => happened.includes("close /given/late/9"));
  expect(await answersTo(request("/given/1", "GET", "1.1", last))).toContain("Answer 1");
});

it("a connection that asks nothing more is ended", async () => {
  const brief = before(given)(written, { keepAliveTimeout: 1 });
  brief.listen(0, "127.0.0.1");
  await once(brief, "listening");
  const socket = connected(brief);
  socket.resume().write(request("/given/1"));
  await once(socket, "close");
  brief.close();
  await once(brief, "close");
});
