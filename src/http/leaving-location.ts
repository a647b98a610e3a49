import type { FastifyInstance } from "fastify";
import { type ReturnAddresses, returnAddress } from "./return-address.js";

/** The last check on every `Location` that leaves, whoever wrote it: what leads elsewhere leads to the first page. */
export function checkLocations(app: FastifyInstance, addresses: ReturnAddresses): void {
  app.addHook("onSend", async (_request, reply) => {
    const location = reply.getHeader("location");
    if (location !== undefined) reply.header("location", returnAddress(String(location), addresses) ?? "/");
  });
}
