import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmod, copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import { withNaturalNames } from "./natural-names.ts";
import { withYoungClosures } from "./young-closures.ts";

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = file("dist/bundle/");
const program = `${folder}program.cjs`;
const made = `${folder}made-of`;
const loader = file("scripts/bundled-program.js");

/** What the bundle is made of: what the compiler last wrote, and which packages are installed. */
async function ingredients(): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  const scripts = ["bundle", "natural-names", "young-closures", "program-text"].map(
    (name) => `scripts/${name}.ts`,
  );
  const files = ["dist/.tsbuildinfo", "node_modules/.package-lock.json", ...scripts].map(file);
  for (const each of [...files, loader]) hash.update(await readFile(each));
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

/** `dist/bundle/main.js` is `dist/main.js` in one file that starts in a third of the time (docs/decisions/0060, 0040). */
async function bundle(): Promise<void> {
  const wanted = await ingredients();
  if (wanted === (await readFile(made, "utf8").catch(() => null))) return;
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: { program: file("dist/cli/run-command.js") },
    outExtension: { ".js": ".cjs" },
    outdir: folder,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node22",
    // Its text stays in memory. Names and lines stay what they are in stack traces.
    minifyWhitespace: true,
    lineLimit: 120,
    // Libraries go by the names of classes. Where a name is what JavaScript gives by itself, it needs no call, which is taken out below.
    keepNames: true,
    define: { "import.meta.url": "bundleUrl" },
    banner: {
      js: `(function (exports, require, module, __filename, __dirname) { "use strict";
const bundleUrl = require("node:url").pathToFileURL(__filename).href;`,
    },
    footer: { js: "})" },
    // A native package, and what others load where it is installed.
    external: ["@node-rs/argon2", "class-validator", "pg-native"],
    plugins: [ownPlaces, whenCalled],
    logLevel: "warning",
  });
  await writeFile(program, withYoungClosures(withNaturalNames(inAscii(await readFile(program, "utf8")))));
  const main = await readFile(file("dist/main.js"), "utf8");
  await writeFile(`${folder}main.js`, main.replace("./cli/run-command.js", "./program.js"));
  await chmod(`${folder}main.js`, 0o755);
  await copyFile(loader, `${folder}program.js`);
  await compile();
  await writeFile(made, wanted);
}

/** V8 keeps the text, and twice as large with one letter that is not Latin. esbuild leaves some, in templates and in regular expressions. */
const inAscii = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Starts `portico web` once, which ends for want of a database, and keeps what V8 has compiled for that. */
async function compile(): Promise<void> {
  const start = `
    import { writeFileSync } from "node:fs";
    import { compiledProgram, compiledSoFar, runCommand } from ${JSON.stringify(`${folder}program.js`)};
    process.once("exit", () => writeFileSync(compiledProgram, compiledSoFar()));
    await runCommand(["web"]);`;
  const settings = {
    NODE_ENV: "production",
    DATABASE_URL: "postgres://portico@127.0.0.1:1/none",
    SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    AUTH_SECRET: randomBytes(32).toString("base64"),
    PUBLIC_URL: "https://portico.example",
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "portico@portico.example",
  };
  const ended = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", start], {
    env: settings,
  });
  const { stderr } = await ended.catch((error: { stderr: string }) => error);
  if (!/^The database is not answering/m.test(stderr))
    throw new Error(`The bundle does not start: ${stderr}`);
}

await bundle();
