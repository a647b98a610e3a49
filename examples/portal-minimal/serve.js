/** `PORTICO_URL=http://localhost:4000 node serve.js`: at http://localhost:5173, as any web server does it. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

export function serve(api, port) {
  const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
  const document = ["text/html", read("index.html").replace("http://localhost:4000", api)];
  const policy = `default-src 'self'; style-src 'unsafe-inline'; connect-src ${api} ${api.replace(/^http/, "ws")}`;
  return createServer(({ url }, response) => {
    const [type, body] = url === "/portal.js" ? ["text/javascript", read("portal.js")] : document;
    response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
  }).listen(port, "localhost");
}

// biome-ignore lint/style/noProcessEnv: its one setting
const { PORTICO_URL = "http://localhost:4000" } = process.env;
if (process.argv[1] === import.meta.filename) serve(PORTICO_URL, 5173);
