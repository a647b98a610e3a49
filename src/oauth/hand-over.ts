import type { FastifyReply } from "fastify";

/** Somebody else answers, with the headers that every answer has. */
export async function handOver(
  reply: FastifyReply,
  answer: (response: FastifyReply["raw"]) => Promise<void> | void,
): Promise<FastifyReply> {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await answer(reply.raw);
  return reply;
}

/** Leads on to an address of the provider's or an institution's: to places that no other answer may lead to. */
export function leadTo(reply: FastifyReply, url: string): Promise<FastifyReply> {
  return handOver(reply, (response) => {
    response.writeHead(303, { location: url, "cache-control": "no-store" }).end();
  });
}
