/**
 * No peer: node:http that answers the same to everybody, as fast as Node.js allows. To GET without a text, as forward-auth does:
 * nginx keeps no connection whose answer has a text that it does not read, and both are to have kept ones.
 */
import { createServer } from "node:http";

// biome-ignore lint/style/noProcessEnv: what it is started with
const { PORT } = process.env;

const body = JSON.stringify({ valid: true, code: "VALID" });
const withText = ["Content-Type", "application/json", "Content-Length", String(body.length)];
const withoutText = ["Content-Length", "0"];
createServer((request, response) => {
  request.resume();
  if (request.method === "GET") response.writeHead(200, withoutText).end();
  else response.writeHead(200, withText).end(body);
}).listen(PORT, "127.0.0.1");
