import { once } from "node:events";

export default async function globalTeardown() {
  const server = globalThis.testDatabase;
  server.disconnect();
  if (server.exitCode === null) await once(server, "exit");
}
