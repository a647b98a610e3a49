/** What Vite does for the portal's modules, as far as specs need it: names without an ending, JSX, and no style sheets. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "@swc/core";

const portal = new URL("../../portal/", import.meta.url).href;
const own = [`${portal}src/`, new URL("../portal/", import.meta.url).href];
const isOwn = (url) => own.some((folder) => url?.startsWith(folder));

/** One file instead of five thousand. */
const icons = createRequire(portal).resolve("@tabler/icons-react");

/** Where a module of the portal is; null for any other. */
export function portalModule(specifier, parentUrl) {
  if (!isOwn(parentUrl)) return null;
  if (specifier === "@tabler/icons-react") return pathToFileURL(icons).href;
  if (!specifier.startsWith(".")) return null;
  const endings = ["", ".ts", ".tsx"].map((ending) => new URL(specifier + ending, parentUrl));
  return endings.find((url) => /\.\w+$/.test(url.pathname) && existsSync(url))?.href ?? null;
}

/** The JavaScript of one of the portal's modules; null for any other. */
export function sourceOfPortal(url) {
  if (!isOwn(url)) return null;
  if (url.endsWith(".css")) return "export default new Proxy({}, { get: (_, name) => name });";
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, "utf8").replaceAll("import.meta.env.DEV", "false"), {
    filename,
    jsc: {
      parser: { syntax: "typescript", tsx: url.endsWith(".tsx") },
      transform: { react: { runtime: "automatic" } },
    },
  });
  return code;
}
