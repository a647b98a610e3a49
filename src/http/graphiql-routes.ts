import type { FastifyInstance } from "fastify";
import { loadGraphiqlAssets } from "./graphiql-assets.js";
import { graphiqlPage } from "./graphiql-page.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";

/** `GET /graphiql` and its assets, whose addresses hold their version, so that browsers keep them for a year. */
export function serveGraphiql(app: FastifyInstance, document: string): void {
  const { version, files } = loadGraphiqlAssets();
  const page = graphiqlPage({ assets: `/graphiql/assets/${version}`, document });
  app.get(pagePaths.graphiql, async (_request, reply) => sendPage(reply, page));
  app.get<{ Params: { "*": string } }>("/graphiql/assets/*", async (request, reply) => {
    const [requested, name = ""] = request.params["*"].split("/", 2);
    const asset = requested === version ? files.get(name) : undefined;
    if (!asset) return reply.callNotFound();
    return reply
      .type(asset.type)
      .header("cache-control", "public, max-age=31536000, immutable")
      .send(asset.body);
  });
}
