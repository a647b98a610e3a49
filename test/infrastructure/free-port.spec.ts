import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "@jest/globals";
import { freePort } from "../../src/infrastructure/free-port.js";

it("is one that can be listened on, and that no outgoing connection is given meanwhile", async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  for (const port of ports) expect(port).toBeLessThan(32_768);
  const server = createServer().listen(ports[0], "127.0.0.1");
  await once(server, "listening");
  expect((server.address() as AddressInfo).port).toBe(ports[0]);
  server.close();
  await once(server, "close");
});

it("says so where there is no such address", async () => {
  await expect(freePort("192.0.2.1")).rejects.toThrow("EADDRNOTAVAIL");
});
