import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../src/infrastructure/free-port.js";
import type { Pinning } from "./pinning.js";

/** An nginx on core 0 that asks `target` about each request, and answers a picture of one pixel itself. Null where there is none. */
export async function startNginx(
  target: string,
  headers: Readonly<Record<string, string>>,
  pinned: Pinning,
): Promise<{ readonly url: string; stop(): Promise<void> } | null> {
  const folder = await mkdtemp(join(tmpdir(), "portico-bench-nginx-"));
  const port = await freePort();
  await writeFile(join(folder, "nginx.conf"), configuration(folder, port, new URL(target), headers));
  const [command, args] = pinned.on(0, "nginx", ["-p", folder, "-c", join(folder, "nginx.conf")]);
  const child = spawn(command, args, {
    stdio: "ignore",
    // biome-ignore lint/style/noProcessEnv: where Debian puts nginx is not in everybody's path
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const ended = Promise.race([once(child, "exit"), once(child, "error")]);
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => (await fetch(url).catch(() => null)) !== null;
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    if (await answers()) {
      return {
        url,
        async stop() {
          child.kill("SIGTERM");
          await ended;
          await rm(folder, { recursive: true, force: true });
        },
      };
    }
    await sleep(50);
  }
  await rm(folder, { recursive: true, force: true });
  return null;
}

function configuration(
  folder: string,
  port: number,
  { host, pathname }: URL,
  headers: Readonly<Record<string, string>>,
) {
  const own = Object.entries(headers).map(([name, value]) => `proxy_set_header ${name} ${value};`);
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events {}
http {
  access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  upstream asked { server ${host}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / { auth_request /_ask; empty_gif; }
    location = /_ask {
      internal; proxy_pass_request_headers off; proxy_pass_request_body off;
      proxy_set_header Content-Length ""; proxy_set_header Connection ""; proxy_http_version 1.1;
      proxy_set_header API-Key $http_api_key; ${own.join(" ")}
      proxy_pass http://asked${pathname};
    }
  }
}
`;
}
