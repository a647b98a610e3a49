/** No peer: node:http that answers the same to everybody, as fast as Node.js allows. */
import { createServer } from "node:http";

// biome-ignore lint/style/noProcessEnv: what it is started with
const { PORT } = process.env;

const body = JSON.stringify({ valid: true, code: "VALID" });
const headers = ["Content-Type", "application/json", "Content-Length", String(body.length)];
createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(body);
}).listen(PORT, "127.0.0.1");
