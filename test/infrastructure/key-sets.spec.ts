import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createKeySets, isPublicAddress } from "../../src/infrastructure/oauth/key-sets.js";

let server: Server;
let ca: string;
let asked: string[] = [];
const host = "keys.acme.example";
const loopback = async () => [{ address: "127.0.0.1", family: 4 }];
const at = (path: string) => `https://${host}:${(server.address() as AddressInfo).port}${path}`;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "portico-keys-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((file) => join(folder, file)) as [string, string];
  const options = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${host}`;
  const names = ["-addext", `subjectAltName=DNS:${host}`, "-keyout", key, "-out", cert];
  execFileSync("openssl", [...options.split(" "), ...names], { stdio: "ignore" });
  ca = readFileSync(cert, "utf8");
  server = createServer({ key: readFileSync(key), cert: ca }, ({ url = "" }, response) => {
    asked.push(url);
    if (url === "/moved") response.writeHead(302, { location: "https://127.0.0.1/keys" }).end();
    else if (url === "/long") response.end("x".repeat(70_000));
    else if (url === "/slow") response.write("{");
    else if (url === "/gone") response.writeHead(404).end();
    else if (url === "/page") response.end("<!doctype html>");
    else response.end('{"keys":[]}');
  });
  rmSync(folder, { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("a set of public keys", () => {
  const reaching = () => createKeySets({ lookup: loopback, isPublic: () => true, ca });

  it("is fetched by https, and nothing is followed", async () => {
    expect(await reaching().fetch(at("/keys"))).toEqual({ status: 200, body: '{"keys":[]}' });
    expect(await reaching().fetch(at("/moved"))).toMatchObject({ status: 302 });
    await expect(
      createKeySets({ lookup: loopback, isPublic: () => true }).fetch(at("/keys")),
    ).rejects.toThrow();
  });

  it("is not read when it is too long, nor waited for", async () => {
    await expect(reaching().fetch(at("/long"))).rejects.toThrow("65536 bytes");
    await expect(reaching().fetch(at("/slow"))).rejects.toThrow();
  });

  it("is asked for once and again as long as it is there, and not at once where it was not", async () => {
    asked = [];
    const sets = reaching();
    for (const path of [
      "/keys",
      "/keys",
      "/gone",
      "/gone",
      "/page",
      "/page",
      "/moved",
      "/moved",
      "/long",
      "/long",
    ])
      await sets.fetch(at(path)).catch(() => null);
    expect(asked).toEqual(["/keys", "/keys", "/gone", "/page", "/moved", "/long"]);
    await expect(sets.fetch(at("/gone"))).rejects.toThrow("has just given no keys");
  });

  it("is not asked for where the name leads to no public address, or to one among others", async () => {
    asked = [];
    const [inside, outside] = [await loopback(), [{ address: "203.0.114.1", family: 4 }]];
    for (const addresses of [inside, [...outside, ...inside], []]) {
      const sets = createKeySets({ lookup: async () => addresses, ca });
      await expect(sets.fetch(at("/keys"))).rejects.toThrow("leads to no public address");
    }
    expect(asked).toEqual([]);
  });
});

it.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.20.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fd00::1",
  "::ffff:127.0.0.1",
  "::ffff:a00:1",
  "2001:db8::1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "::127.0.0.1",
  "::10.0.0.1",
  "64:ff9b::10.0.0.1",
  "64:ff9b:1::10.0.0.1",
  "::ffff:0:10.0.0.1",
  "4000::1",
  "nonsense",
])("%s is nobody's in public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])("%s is somebody's", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
