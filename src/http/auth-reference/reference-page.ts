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
body { max-width: 60rem; }
section { margin-top: 2.5rem; }
h2 { font: 600 1.05rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .8rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--edge); font-size: .95rem; }
code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
`;

const page: Page = textPage({
  title: "Signing in: reference",
  style,
  body: html`<p>Everything below <code>/api/auth</code>: plain JSON, with the session in an HttpOnly cookie. A <code>POST</code> that
carries it also carries <code>Origin</code>, as browsers do by themselves. The same for programs:
<a href="${referencePaths.document}">OpenAPI 3.1</a>.</p>
${authRoutes.map(sectionOf)}`,
});

function sectionOf(route: AuthRoute): Html {
  const { method, path, summary, by, body = {}, answer = {}, refusals = {} } = route;
  return html`<section>
<h2>${method} ${path}</h2>
<p>${summary}${by === "anybody" ? "" : ` Needs a ${by}.`}</p>
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
      html`<tr><td><code>${name}</code></td><td>${type}${isOptional ? ", optional" : ""}</td><td>${description}</td></tr>`,
  )}</tbody>
</table>
`;
}
