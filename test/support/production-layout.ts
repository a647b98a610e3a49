import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface ProductionLayout {
  readonly main: string;
  remove(): Promise<void>;
}

/**
 * The folder that the Dockerfile's last stage makes, without Docker: what it copies from the repository, provided that
 * `.dockerignore` lets it through; the built program; and of all packages those that `npm ci --omit=dev` installs.
 */
export async function makeProductionLayout(): Promise<ProductionLayout> {
  const home = await mkdtemp(join(tmpdir(), "portico-image-"));
  for (const { from, to } of await copied()) {
    const target = to.endsWith("/") ? join(home, to, from.split("/").at(-1) ?? "") : join(home, to);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(root, from), target, { recursive: true });
  }
  await bundle();
  await cp(join(root, "dist"), join(home, "dist"), { recursive: true });
  await linkPackages(join(home, "node_modules"));
  return { main: join(home, "dist/bundle/main.js"), remove: () => rm(home, { recursive: true }) };
}

/** As `npm run bundle` does once the program is built. */
export function bundle(): Promise<unknown> {
  return promisify(execFile)(process.execPath, [join(root, "scripts/bundle.ts")]);
}

/** What the last stage copies from the build context. */
async function copied(): Promise<{ from: string; to: string }[]> {
  const lastStage = (await readFile(join(root, "Dockerfile"), "utf8")).split(/^FROM /m).at(-1) ?? "";
  const letThrough = (await readFile(join(root, ".dockerignore"), "utf8"))
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  return [...lastStage.matchAll(/^COPY (?!--from)(\S+) (\S+)$/gm)]
    .map(([, from = "", to = ""]) => ({ from, to }))
    .filter(({ from }) => letThrough.some((each) => !relative(each, from).startsWith("..")));
}

/** Links, in `folder`, to the installed packages that the program needs at run time, and to no other. */
async function linkPackages(folder: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const installed = new Set(await topLevelPackages());
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    const name = path.replace(/^node_modules\//, "");
    if (dev || devOptional || !installed.has(name)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await symlink(resolve(root, path), join(folder, name));
  }
}

async function topLevelPackages(): Promise<string[]> {
  const names = await readdir(join(root, "node_modules"));
  const scoped = names.filter((each) => each.startsWith("@"));
  const inScopes = scoped.map(async (scope) =>
    (await readdir(join(root, "node_modules", scope))).map((each) => `${scope}/${each}`),
  );
  return [...names, ...(await Promise.all(inScopes)).flat()];
}
