import compress, { type FastifyCompressOptions } from "@fastify/compress";
import type { FastifyInstance } from "fastify";

/** For a route whose answers may go out compressed. Smaller ones than 1 KiB gain nothing. */
export const compressible: FastifyCompressOptions = { encodings: ["br", "gzip"], threshold: 1024 };

/**
 * Answers of routes that are `compressible` go out compressed (RFC 9110 §8.4.1) to those who accept it. One that is marked
 * `no-transform` (RFC 9111 §5.2.2.6), since it holds a secret, never does: its length would tell of its content.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  app.addHook("onSend", async ({ headers }, reply) => {
    if (/\bno-transform\b/.test(String(reply.getHeader("cache-control"))))
      headers["x-no-compression"] = "secret";
  });
  await app.register(compress, { global: false, globalDecompression: false });
}
