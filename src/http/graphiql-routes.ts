import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyInstance } from "fastify";
import { assetEncodings, loadGraphiqlAssets } from "./graphiql-assets.js";
import { graphiqlPage } from "./graphiql-page.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";

/** `GET /graphiql` and its assets, whose addresses hold their version, so that browsers keep them for a year. */
export function serveGraphiql(app: FastifyInstance, operations: readonly string[]): void {
  const { version, files } = loadGraphiqlAssets();
  const page = graphiqlPage({ assets: `/graphiql/assets/${version}`, operations });
  app.get(pagePaths.graphiql, async (_request, reply) => sendPage(reply, page));
  app.get<{ Params: { "*": string } }>("/graphiql/assets/*", async (request, reply) => {
    const [requested, name = ""] = request.params["*"].split("/", 2);
    const asset = requested === version ? files.get(name) : undefined;
    if (!asset) return reply.callNotFound();
    const accepted = request.headers["accept-encoding"] ?? "";
    const encoding = negotiate(accepted, [...assetEncodings]) ?? "identity";
    if (encoding !== "identity") reply.header("content-encoding", encoding);
    return reply
      .type(asset.type)
      .header("cache-control", "public, max-age=31536000, immutable")
      .header("vary", "accept-encoding")
      .send(await asset.encoded[encoding]());
  });
}
