/** `dist/bundle/program.js`: the program, with what V8 has made of it already (docs/decisions/0040). */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const place = (name) => fileURLToPath(new URL(name, import.meta.url));
const filename = place("program.cjs");
export const compiledProgram = place("program.compiled");

// Node.js warns at the first `import()` within the script that it may find modules in another way one day: nothing for whoever starts the program.
const { emitWarning } = process;
process.emitWarning = (warning, ...more) => {
  if (!String(warning).startsWith("vm.USE_MAIN_CONTEXT_DEFAULT_LOADER "))
    emitWarning.call(process, warning, ...more);
};

// It is ASCII: read so, its text stays outside the heap, where nobody has to look through it.
const script = new vm.Script(readFileSync(filename, "latin1"), {
  filename,
  cachedData: keptData(),
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, place("."));

export const { runCommand } = module.exports;

/** All that V8 has compiled of the program so far. */
export const compiledSoFar = () => script.createCachedData();

/** None where the bundle is being made. What another Node.js has compiled is not used. */
function keptData() {
  try {
    return readFileSync(compiledProgram);
  } catch {
    return undefined;
  }
}
