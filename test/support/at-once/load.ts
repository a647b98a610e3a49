import { Agent, request } from "node:http";
import type { Chronicle } from "./chronicle.js";

/** Asks verifiers about keys all the time, from several connections each, until it is stopped. */
export function startLoad(urls: readonly string[], token: string, chronicle: Chronicle, connections = 4) {
  const keys = new Set<string>();
  let isStopped = false;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  async function ask(url: string, apiKey: string): Promise<void> {
    const body = JSON.stringify({ apiKey });
    const sentAt = performance.now();
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { "portico-gateway-token": token, "content-length": body.length };
      const sent = request(`${url}/v1/keys/verify`, { method: "POST", agent, headers }, (response) => {
        let all = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          all += chunk;
        });
        response.on("end", () => resolve(all)).on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
    const { code } = JSON.parse(text) as { code: string };
    chronicle.asked(apiKey, { sentAt, answeredAt: performance.now(), code });
  }

  async function loop(url: string): Promise<void> {
    while (!isStopped) {
      for (const key of keys) if (!isStopped) await ask(url, key);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const loops = urls.flatMap((url) => Array.from({ length: connections }, () => loop(url)));
  return {
    keys,
    async stop() {
      isStopped = true;
      await Promise.all(loops);
      agent.destroy();
    },
  };
}
