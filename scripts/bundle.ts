import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const folder = fileURLToPath(new URL("../dist/bundle/", import.meta.url));
const made = `${folder}made-of`;

/** What the bundle is made of: what the compiler last wrote, and which packages are installed. */
async function ingredients(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["dist/.tsbuildinfo", "node_modules/.package-lock.json", "scripts/bundle.ts"])
    hash.update(await readFile(new URL(`../${file}`, import.meta.url)));
  return hash.digest("hex");
}

/** Modules of the program that look for files beside themselves find them from within the bundle, too. */
const ownPlaces: Plugin = {
  name: "own-places",
  setup({ onLoad }) {
    onLoad({ filter: /dist\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (path.includes("node_modules") || !text.includes("import.meta.url")) return null;
      const place = JSON.stringify(relative(folder, path).replaceAll("\\", "/"));
      return { contents: text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`) };
    });
  },
};

const passkeys = "@simplewebauthn/server";

/** What checks passkeys is loaded when one is: it brings all there is for certificates, and all of it is asynchronous. */
const whenCalled: Plugin = {
  name: "when-called",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${passkeys}$`) }, ({ path, namespace, resolveDir }) =>
      namespace === "when-called"
        ? undefined
        : { path, namespace: "when-called", pluginData: { resolveDir } },
    );
    onLoad({ filter: /.*/, namespace: "when-called" }, ({ pluginData: { resolveDir } }) => {
      const called = (name: string) =>
        `export const ${name} = async (...given) => (await import("${passkeys}")).${name}(...given);`;
      const names = ["Registration", "Authentication"].flatMap((what) => [
        `generate${what}Options`,
        `verify${what}Response`,
      ]);
      return { contents: names.map(called).join("\n"), resolveDir };
    });
  },
};

/** For packages that are CommonJS still. */
const withRequire = `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);`;

/** What V8 has compiled is kept beside it, where that may be written. */
const entry = `#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";

module.enableCompileCache?.(fileURLToPath(new URL("compiled/", import.meta.url)));
await import("./program.js");
`;

/** `dist/bundle/main.js` is `dist/main.js` in a few files that start in half the time (docs/decisions/0060). */
async function bundle(): Promise<void> {
  const wanted = await ingredients();
  if (wanted === (await readFile(made, "utf8").catch(() => null))) return;
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: { program: fileURLToPath(new URL("../dist/main.js", import.meta.url)) },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    // Libraries go by the names of classes.
    keepNames: true,
    // A native package, and what others load where it is installed.
    external: ["@node-rs/argon2", "class-validator", "pg-native"],
    plugins: [ownPlaces, whenCalled],
    banner: { js: withRequire },
    logLevel: "warning",
  });
  await writeFile(`${folder}main.js`, entry, { mode: 0o755 });
  await writeFile(made, wanted);
}

await bundle();
