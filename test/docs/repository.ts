import { globSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import GithubSlugger from "github-slugger";
import { marked, type Token } from "marked";

const root = fileURLToPath(new URL("../..", import.meta.url));
const generated = new Set([
  ".git",
  "node_modules",
  "dist",
  "reports",
  "coverage",
  ".portico",
  ".stryker-tmp",
]);

/** Every file of the repository that people write, by its path from the root. */
export const files: readonly string[] = filesIn("");

const folders = new Set(files.flatMap((file) => parents(file)));

/** Whether a file or a folder is there; a path with `*` or `{a,b}` may name any number of them but none. */
export function exists(path: string): boolean {
  const name = path.replace(/\/$/, "");
  if (/[*{]/.test(name)) return globSync(name, { cwd: root }).length > 0;
  return files.includes(name) || folders.has(name);
}

export const isFileName = (name: string): boolean => files.some((file) => file.split("/").at(-1) === name);

export const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8");

/** What a reader can follow in a document: where its links lead, what can be linked to, what is set as code. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
  readonly code: readonly string[];
}

export const documents: readonly Document[] = files.filter((file) => file.endsWith(".md")).map(parsed);

function parsed(path: string): Document {
  const text = read(path);
  const slugger = new GithubSlugger();
  const links: string[] = [];
  const anchors = new Set<string>();
  const code: string[] = [];
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push(token.href);
    if (token.type === "heading") anchors.add(slugger.slug(plain(token.tokens ?? [])));
    if (token.type === "codespan") code.push(token.text);
  });
  return { path, text, links, anchors, code };
}

/** A heading without its markup, as GitHub makes anchors of it. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens ? plain(token.tokens) : "text" in token ? token.text : "",
    )
    .join("");
}

function parents(file: string): string[] {
  const parts = file.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function filesIn(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = `${folder}${entry.name}`;
    return entry.isDirectory() ? filesIn(`${path}/`) : [path];
  });
}
