import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The body in an encoding; made once, when it is first asked for, away from the event loop. */
  readonly encoded: Readonly<Record<AssetEncoding, () => Promise<Buffer>>>;
}

export const assetEncodings = ["br", "gzip"] as const;
export type AssetEncoding = (typeof assetEncodings)[number];

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

/**
 * GraphiQL's browser build and what it needs, by file name, from the npm packages themselves: nothing is loaded
 * from another server. `version` changes whenever one of the files does.
 */
export function loadGraphiqlAssets(): { version: string; files: ReadonlyMap<string, Asset> } {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
  const versionOf = (name: string): string => require(`${name}/package.json`).version;
  const graphqlWs = join(folderOf("graphql-ws"), "dist");
  const client = readFileSync(join(graphqlWs, "client.js"), "utf8");
  // The client is an ES module in two files; the second one's name holds a hash.
  const clientParts = [
    ...new Set([...client.matchAll(/from '\.\/([\w.-]+\.js)'/g)].map((match) => match[1] ?? "")),
  ];

  const files = new Map<string, Asset>();
  const add = (name: string, type: string, path: string) => files.set(name, asset(type, readFileSync(path)));
  add("react.js", SCRIPT, join(folderOf("react"), "umd/react.production.min.js"));
  add("react-dom.js", SCRIPT, join(folderOf("react-dom"), "umd/react-dom.production.min.js"));
  add("graphiql.js", SCRIPT, join(folderOf("graphiql"), "graphiql.min.js"));
  add("graphiql.css", STYLE, join(folderOf("graphiql"), "graphiql.min.css"));
  for (const part of ["client.js", ...clientParts]) add(part, SCRIPT, join(graphqlWs, part));
  const version = ["graphiql", "react", "graphql-ws"].map(versionOf).join("-");
  return { version, files };
}

function asset(type: string, body: Buffer): Asset {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return {
    type,
    body,
    encoded: {
      br: once(() => promisify(brotliCompress)(body, { params })),
      gzip: once(() => promisify(gzip)(body)),
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
