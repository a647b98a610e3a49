import type { FastifyPluginAsync } from "fastify";
import { type Html, html } from "../../html/html.js";
import { type Page, sendPage } from "../pages.js";
import { textPage } from "../text-page.js";
import { authOpenApi, referencePaths } from "./openapi.js";
import { type AuthRoute, authRoutes } from "./routes.js";

/** What `/api/auth` takes and answers, for people and for programs. */
export function authReference(publicUrl: string): FastifyPluginAsync {
  const document = authOpenApi(publicUrl);
  return async (app) => {
    app.get(referencePaths.page, (_request, reply) => sendPage(reply, page));
    app.get(referencePaths.document, async (_request, reply) =>
      reply.header("cache-control", "no-cache").send(document),
    );
  };
}

const style = html`
nav ul { columns: 18rem; padding: 0; list-style: none; }
nav li { margin-bottom: .25rem; }
h2 { font: 650 1.0625rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1rem; }
th, td { padding: .375rem .75rem .375rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-size: .9375rem; }
td:first-child { min-width: 6.5rem; }
@media (max-width: 15em) { th, td, td:first-child { min-width: 0; overflow-wrap: anywhere; } }
@media (min-width: 40rem) { th:nth-child(1) { width: 11rem; } th:nth-child(2) { width: 9rem; } }
`;

const nameOf = ({ method, path }: AuthRoute) => `${method} ${path}`;
const idOf = (route: AuthRoute) =>
  nameOf(route)
    .toLowerCase()
    .replace(/[^a-z]+/g, "-");

const page: Page = textPage({
  title: "Signing in: reference",
  isWide: true,
  style,
  body: html`<p>Everything below <code>/api/auth</code>: plain JSON, with the session in an HttpOnly cookie. A <code>POST</code> that
carries it also carries <code>Origin</code>, as browsers do by themselves. The same for programs:
<a href="${referencePaths.document}">OpenAPI 3.1</a>.</p>
<nav aria-label="Routes"><ul>${authRoutes.map((route) => html`<li><a href="#${idOf(route)}"><code>${nameOf(route)}</code></a></li>\n`)}</ul></nav>
${authRoutes.map(sectionOf)}`,
});

/** What stands between backquotes is code, as in Markdown. */
function withCode(text: string): Html[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function sectionOf(route: AuthRoute): Html {
  const { summary, by, body = {}, answer = {}, refusals = {} } = route;
  return html`<section>
<h2 id="${idOf(route)}">${nameOf(route)}</h2>
<p>${withCode(summary)}${by === "anybody" ? "" : ` Needs a ${by}.`}</p>
${tableOf("Body", body)}${tableOf("Answer", answer)}${Object.entries(refusals).map(
  ([status, codes]) => html`<p>${status}: ${codes.map((code) => html`<code>${code}</code> `)}</p>`,
)}
</section>
`;
}

function tableOf(title: string, parameters: NonNullable<AuthRoute["body"]>): Html {
  const rows = Object.entries(parameters);
  if (rows.length === 0) return html``;
  return html`<table>
<thead><tr><th scope="col">${title}</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows.map(
    ([name, { type, description, isOptional }]) =>
      html`<tr><td><code>${name}</code></td><td>${type}${isOptional ? ", optional" : ""}</td><td>${withCode(description)}</td></tr>`,
  )}</tbody>
</table>
`;
}
