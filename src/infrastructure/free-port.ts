import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Above those that are reserved and that browsers refuse, below those that systems give to outgoing connections (RFC 6335 §6, Linux). */
const [lowest, highest] = [16_384, 32_767];
const tries = 100;

/** A TCP port of `host` that nothing listened on a moment ago, and that nobody is given who does not ask for it. */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let left = tries; left > 0; left -= 1) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`No free port on ${host}.`);
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    // The latter of ports that Windows keeps for itself.
    if (["EADDRINUSE", "EACCES"].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}
