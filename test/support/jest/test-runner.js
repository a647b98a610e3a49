import { createRequire, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import circus from "jest-circus/runner";
import "../run-typescript.js";
import { use } from "./globals.js";

const globals = new URL("./globals.js", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals" ? { url: globals, shortCircuit: true } : next(specifier, context),
});
const require = createRequire(import.meta.url);

/** Jest's own runner, with the modules of Node.js: loaded once for all spec files of a worker (docs/decisions/0057). */
export default function run(globalConfig, config, environment, runtime, testPath, send) {
  // Lines of TypeScript come from Node.js, which knows what it has loaded.
  Error.prepareStackTrace = undefined;
  const ownModules = Object.create(runtime, {
    requireInternalModule: {
      value(path) {
        // It keeps what a file has declared.
        delete require.cache[path];
        return require(path);
      },
    },
    setGlobalsForRuntime: {
      value(declared) {
        runtime.setGlobalsForRuntime(declared);
        use(runtime.requireModuleOrMock(testPath, "@jest/globals"));
      },
    },
    unstable_shouldLoadAsEsm: { value: () => true },
    unstable_importModule: { value: (path) => import(pathToFileURL(path).href) },
  });
  return circus.default(globalConfig, config, environment, ownModules, testPath, send);
}
