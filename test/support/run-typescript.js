/** `node --import ./test/support/run-typescript.js file.ts`: runs TypeScript as the tests do, in a process of its own. */
import { existsSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "@swc/core";
import { portalModule, sourceOfPortal } from "./run-portal.js";

process.setSourceMapsEnabled(true);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(".") && specifier.endsWith(".js") && context.parentURL?.endsWith(".ts")) {
      const url = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
      if (existsSync(url)) return { url: url.href, shortCircuit: true };
    }
    const url = portalModule(specifier, context.parentURL);
    return url ? { url, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    const source = sourceOfPortal(url);
    if (source !== null) return { format: "module", source, shortCircuit: true };
    if (!url.endsWith(".ts")) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, "utf8"), { filename });
    return { format: "module", source: code, shortCircuit: true };
  },
});
