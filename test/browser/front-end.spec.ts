import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { transformAsync } from "@babel/core";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { scalars } from "@portico/client-types";
import { build, type Plugin } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { freePort } from "../../src/infrastructure/free-port.js";
import { openBrowser } from "../support/browser.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

const run = promisify(execFile);
const modules = ["session", "errors", "apollo", "urql", "portal"];

let folder: string;
let story: Story;
let server: Server;
let origin: string;
let browser: Browser;
let page: Page;
let ada: Person;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  folder = await mkdtemp(join(tmpdir(), "portico-front-end-"));
  [story, browser] = await Promise.all([startStory({ settings: { CORS_ORIGINS: origin } }), openBrowser()]);
  await writeFiles();
  await Promise.all([
    run(resolve("node_modules/.bin/graphql-codegen"), [], { cwd: folder }),
    run(createRequire(import.meta.url)("relay-compiler"), ["relay.config.json"], { cwd: folder }),
  ]);
  const [script] = await Promise.all([bundled(), run(resolve("node_modules/.bin/tsc"), ["-p", folder])]);
  server = createServer((request, response) => {
    if (request.url === "/main.js") response.setHeader("content-type", "text/javascript").end(script);
    else response.setHeader("content-type", "text/html").end("<script type=module src=/main.js></script>");
  }).listen(port, "localhost");
  ada = await story.readyDeveloper("ada@front.example");
  page = await (await browser.newContext()).newPage();
  await page.goto(origin);
  await page.waitForFunction("window.session");
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await story?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The blocks of the page, each as the file that it says it is. */
async function writeFiles(): Promise<void> {
  const text = await readFile("docs/front-end.md", "utf8");
  for (const [, info = "", block = ""] of text.matchAll(/^```(\S.*)\n([\s\S]*?)^```$/gm)) {
    const name = info.split(" ")[1] ?? /^(?:\/\/|#) (\S+\.\w+)\n/.exec(block)?.[1];
    if (!name) throw new Error(`A block of docs/front-end.md names no file:\n${block}`);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), block.replace("https://api.bank.example", story.url));
  }
  const imports = modules.map((each) => `import * as ${each} from "./${each}";\n`).join("");
  await writeFile(join(folder, "app/main.js"), `${imports}Object.assign(window, { ${modules} });\n`);
  await mkdir(join(folder, "app/relay-artifacts"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  await cp("schema.graphql", join(folder, "schema.graphql"));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2024",
    lib: ["es2024", "dom", "dom.iterable"],
    module: "preserve",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    types: [],
  };
  const include = ["app/**/*.ts", "codegen.ts"];
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
}

/** As the bundler of a front end does it, with Relay's plugin for what the compiler has made. */
async function bundled(): Promise<Uint8Array> {
  const relay: Plugin = {
    name: "relay",
    setup: ({ onLoad }) =>
      onLoad({ filter: /portal\.js$/ }, async ({ path }) => {
        const plugins = [
          ["relay", { eagerEsModules: true, artifactDirectory: join(folder, "app/relay-artifacts") }],
        ];
        const done = await transformAsync(await readFile(path, "utf8"), {
          filename: path,
          cwd: folder,
          plugins,
        });
        return { contents: done?.code ?? "" };
      }),
  };
  const { outputFiles } = await build({
    entryPoints: [join(folder, "app/main.js")],
    bundle: true,
    write: false,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    plugins: [relay],
    logLevel: "error",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** What an expression, or its promise, is on the front end's page; a block is just carried out. */
const onPage = <T>(code: string): Promise<T> => page.evaluate(`(async () => ${code})()`);

async function registers(...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const application = await ada.registers({
      name,
      description: "Shows balances.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: [{ slug: "accounts" }],
      environments: [{ slug: "development" }],
    });
    ids.push(application.id);
  }
  return ids;
}

const showing = (...names: string[]) =>
  eventually(async () => JSON.stringify(await onPage("window.shown")) === JSON.stringify(names));

it("knows every scalar in each of its configurations", async () => {
  const config = JSON.parse(await readFile(join(folder, "relay.config.json"), "utf8"));
  expect(config.customScalarTypes).toEqual(scalars);
});

it("signs in from a page of another origin, and is told what is wrong", async () => {
  const email = JSON.stringify(ada.email);
  expect(await onPage(`session.signIn(${email}, "wrong, but long")`)).toEqual(expect.any(String));
  await onPage("{ window.reactions = []; apollo.onReaction((each) => reactions.push(each)); }");
  await onPage(`apollo.register({ name: "No type" }).catch(() => {})`);
  await onPage(`apollo.remove("app_unknown", "Unknown").catch(() => {})`);
  expect(await onPage("window.reactions")).toEqual([
    { do: "tell", message: expect.any(String) },
    { do: "sign in" },
  ]);
  expect(await onPage(`session.signIn(${email}, ${JSON.stringify(password)})`)).toBeNull();
  const problems = [
    { path: ["redirectUrls", "0"], message: "Not a URL." },
    { path: [], message: "Not ready." },
  ];
  expect(await onPage(`errors.byField(${JSON.stringify(problems)})`)).toEqual({
    "redirectUrls.0": ["Not a URL."],
    "": ["Not ready."],
  });
});

it("in Apollo Client shows pages, registrations and deletions as they come", async () => {
  const [alpha = ""] = await registers("Alpha", "Beta", "Gamma");
  await onPage("{ window.list = apollo.watchApplications((names) => { window.shown = names; }); }");
  await showing("Alpha", "Beta");
  await onPage("list.more()");
  await showing("Alpha", "Beta", "Gamma");
  await onPage("{ window.told = []; window.stop = apollo.watchCompany((type) => told.push(type)); }");
  await eventually(() => onPage("told.includes('PartnerPresent')"));
  await ada.mutate(
    "deleteClientApplication",
    { clientApplicationId: alpha, confirmName: "Alpha" },
    "partner { id }",
  );
  await showing("Beta", "Gamma");

  const [delta = ""] = await registers("Delta");
  await eventually(() => onPage("told.includes('ClientApplicationRegistered')"));
  await eventually(async () => (await onPage<Json>(`apollo.application("${delta}")`)).name === "Delta");
  expect(await onPage(`apollo.remove("${delta}", "Delta")`)).toMatchObject({
    deletedClientApplicationId: delta,
  });
  await onPage("{ stop(); list.stop(); }");
});

it("in urql shows pages and deletions as they come", async () => {
  await registers("Epsilon");
  await onPage("{ window.client = urql.openClient(() => {}); }");
  await onPage("{ window.stopList = urql.watchApplications(client, (names) => { window.shown = names; }); }");
  await showing("Beta", "Epsilon");
  await onPage("urql.more(client)");
  await showing("Beta", "Epsilon", "Gamma");
  await onPage("{ window.told = []; window.stop = urql.watchCompany(client, (type) => told.push(type)); }");
  await eventually(() => onPage("told.includes('PartnerPresent')"));
  const { me } = await ada.data("{ me { partner { applications(orderBy: NAME) { nodes { id name } } } } }");
  const [beta, epsilon] = me.partner.applications.nodes;
  await ada.mutate(
    "deleteClientApplication",
    { clientApplicationId: beta.id, confirmName: "Beta" },
    "partner { id }",
  );
  await showing("Epsilon", "Gamma");
  expect(await onPage(`urql.remove(client, "${epsilon.id}", "Epsilon")`)).toMatchObject({ userErrors: [] });
  await showing("Gamma");
  await onPage("{ stop(); stopList(); }");
});

it("in Relay joins pages, and forgets what is deleted", async () => {
  const [eta = "", zeta = ""] = await registers("Eta", "Zeta");
  await onPage("{ window.environment = portal.openEnvironment(() => {}); }");
  await onPage("portal.load(environment)");
  expect(await onPage("portal.applications(environment).names")).toEqual(["Eta", "Gamma"]);
  await onPage("portal.load(environment, portal.applications(environment).pageInfo.endCursor)");
  expect(await onPage("portal.applications(environment).names")).toEqual(["Eta", "Gamma", "Zeta"]);
  await onPage(
    "{ window.told = []; window.stop = portal.watchCompany(environment, (type) => told.push(type)); }",
  );
  await eventually(() => onPage("told.includes('PartnerPresent')"));
  await ada.mutate(
    "deleteClientApplication",
    { clientApplicationId: eta, confirmName: "Eta" },
    "partner { id }",
  );
  await eventually(() => onPage("told.includes('ClientApplicationDeleted')"));
  await onPage(`portal.remove(environment, "${zeta}", "Zeta")`);
  expect(await onPage("portal.applications(environment).names")).toEqual(["Gamma"]);
  await onPage("{ stop(); }");
});

it("signs out", async () => {
  await onPage("session.signOut()");
  await onPage("apollo.client.clearStore()");
  await onPage(
    "{ window.shown = ['still there']; window.list = apollo.watchApplications((names) => { window.shown = names; }); }",
  );
  await showing();
});
