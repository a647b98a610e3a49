import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export interface Asset {
  readonly type: string;
  /** The file in an encoding; made once, when it is first asked for, away from the event loop. */
  readonly encoded: Readonly<Record<AssetEncoding, () => Promise<Buffer>>>;
}

export const assetEncodings = ["br", "gzip", "identity"] as const;
export type AssetEncoding = (typeof assetEncodings)[number];

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/**
 * GraphiQL as `scripts/bundle-graphiql.ts` has made it, by file name: nothing is loaded from another server. `version` changes
 * whenever one of the files does.
 */
export function loadGraphiqlAssets(): { version: string; files: ReadonlyMap<string, Asset> } {
  const folder = new URL("../../dist/graphiql/", import.meta.url);
  const version = readFileSync(new URL("made-of", folder), "utf8");
  const assets = readdirSync(folder).flatMap((name) => {
    const type = types[name.split(".").at(-1) ?? ""];
    return type ? [[name, asset(type, new URL(name, folder))] as const] : [];
  });
  return { version, files: new Map(assets) };
}

function asset(type: string, file: URL): Asset {
  const identity = once(() => readFile(file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return {
    type,
    encoded: {
      identity,
      br: once(async () => promisify(brotliCompress)(await identity(), { params })),
      gzip: once(async () => promisify(gzip)(await identity())),
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
