import { type IncomingHttpHeaders, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@compression.example");
});
afterAll(() => story.stop());

const decoders: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

/** The answer as it is on the wire. */
async function wire(path: string, encoding: string, query?: string) {
  const { headers, body } = await new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      const sent = request(new URL(path, story.url), {
        method: query ? "POST" : "GET",
        headers: {
          "accept-encoding": encoding,
          cookie: ada.cookie ?? "",
          origin: story.url,
          ...(query && { "content-type": "application/json" }),
        },
      });
      sent.on("error", reject);
      sent.on("response", async (response) => {
        resolve({ headers: response.headers, body: Buffer.concat(await response.toArray()) });
      });
      sent.end(query && JSON.stringify({ query }));
    },
  );
  const decoded = (decoders[headers["content-encoding"] ?? ""] ?? ((same) => same))(body);
  return { headers, size: body.length, text: decoded.toString() };
}

it.each(["br", "gzip"])("the schema is told in less than an eighth of its size (%s)", async (encoding) => {
  const plain = await wire("/graphql", "identity", getIntrospectionQuery());
  const { headers, size, text } = await wire("/graphql", encoding, getIntrospectionQuery());
  expect([headers["content-encoding"], headers.vary]).toEqual([encoding, "accept-encoding"]);
  expect(JSON.parse(text).data).toEqual(JSON.parse(plain.text).data);
  expect(plain.size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(plain.size / 8);
});

it("an answer that may hold a secret goes out as it is, whatever its length", async () => {
  const { headers, text } = await wire(
    "/graphql",
    "br, gzip",
    `mutation { createAccessToken(input: { name: "${"n".repeat(50)}", scopes: [READ], expiresInDays: 1 }) { value accessToken { ${"name ".repeat(20)} ${Array.from({ length: 25 }, (_, index) => `n${index}: name`).join(" ")} } } }`,
  );
  expect(text.length).toBeGreaterThan(1024);
  expect(JSON.parse(text).data.createAccessToken.value).toMatch(/^ptc_pat_/);
  expect(headers["content-encoding"]).toBeUndefined();
  expect(headers["cache-control"]).toBe("no-store, no-transform");
});

it("GraphiQL's files are compressed once, and the same for whoever accepts nothing", async () => {
  const { text: page } = await wire("/graphiql", "identity");
  const [path = ""] = page.match(/\/graphiql\/assets\/[^"]+main\.js/) ?? [];
  const plain = await wire(path, "identity");
  for (const encoding of ["br", "gzip"]) {
    const { headers, size, text } = await wire(path, encoding);
    expect([headers["content-encoding"], headers.vary]).toEqual([encoding, "accept-encoding"]);
    expect(text === plain.text).toBe(true);
    expect(size).toBeLessThan(plain.size / 2);
  }
});

it("GraphiQL shows itself after less than 500 kB; its editor comes next", async () => {
  const { text: page } = await wire("/graphiql", "br");
  const [folder = ""] = page.match(/\/graphiql\/assets\/[^/]+\//) ?? [];
  const sizes = new Map<string, number>();
  async function load(name: string): Promise<void> {
    if (sizes.has(name)) return;
    sizes.set(name, 0);
    const { size, text } = await wire(folder + name, "br");
    sizes.set(name, size);
    const parts = text.matchAll(/(?:from|import)\s?"\.\/([^"]+\.js)"/g);
    await Promise.all([...parts].map(([, part = ""]) => load(part)));
  }
  await Promise.all(["main.js", "main.css"].map(load));
  expect(sizes.size).toBeGreaterThan(3);
  expect([...sizes.values()].reduce((sum, each) => sum + each)).toBeLessThan(500_000);
});
