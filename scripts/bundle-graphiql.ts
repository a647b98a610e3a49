import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = new URL("../", import.meta.url);
const source = fileURLToPath(new URL("graphiql/", root));
const outdir = fileURLToPath(new URL("dist/graphiql/", root));
const made = `${outdir}made-of`;

/** What it is made of: its few own files, and which packages are installed. */
async function ingredients(): Promise<string> {
  const hash = createHash("sha256");
  const own = (await readdir(source)).sort().map((name) => source + name);
  const others = ["scripts/bundle-graphiql.ts", "package-lock.json"].map((path) =>
    fileURLToPath(new URL(path, root)),
  );
  for (const path of [...own, ...others]) hash.update(await readFile(path));
  return hash.digest("hex").slice(0, 20);
}

/** What nobody meets in GraphiQL: half of Monaco, comparing two texts, and 35 fonts. */
const without: Plugin = {
  name: "without",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\/edcore\.main\.js$/ }, () => ({ path: `${source}monaco.js` }));
    onLoad({ filter: /\/[dD]iffEditorWidget\.js$/ }, () => ({
      contents: "export class DiffEditorWidget {}",
    }));
    onLoad({ filter: /\/multiDiffEditorWidget\.js$/ }, () => ({
      contents: "export class MultiDiffEditorWidget {}",
    }));
    // GraphiQL's own sheet has Monaco's.
    onLoad({ filter: /monaco-editor\/.*\.css$/ }, () => ({ contents: "", loader: "css" }));
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, async ({ path }) => {
      const sheet = await readFile(path, "utf8");
      const contents = sheet.replace(/@font-face\s*\{[^}]*\}/g, (font) =>
        font.includes("codicon") ? font : "",
      );
      return { contents, loader: "css" };
    });
  },
};

const options: BuildOptions = {
  outdir,
  bundle: true,
  minify: true,
  target: "es2022",
  absWorkingDir: fileURLToPath(root),
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [without],
  // Of one build and no other: browsers keep them for a year.
  chunkNames: "[name]-[hash]",
  legalComments: "linked",
  logLevel: "warning",
};

/** `dist/graphiql`: GraphiQL as browsers load it, from this server alone. Made anew when what it is made of changes. */
async function bundleGraphiql(): Promise<void> {
  const wanted = await ingredients();
  if (wanted === (await readFile(made, "utf8").catch(() => null))) return;
  await rm(outdir, { recursive: true, force: true });
  await Promise.all([
    build({ ...options, entryPoints: ["graphiql/main.js"], format: "esm", splitting: true }),
    // Workers load nothing else, as their policy is that nothing may be loaded.
    build({
      ...options,
      entryPoints: {
        "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
        "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
        "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
      },
      format: "iife",
      // GraphiQL prettifies by itself.
      external: ["prettier", "prettier/*"],
    }),
  ]);
  await writeFile(made, wanted);
}

await bundleGraphiql();
