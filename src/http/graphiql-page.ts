import { html, script } from "../html/html.js";
import type { Page } from "./pages.js";

export interface GraphiqlPage {
  /** Path of the folder that the assets are served from, without a slash at its end. */
  readonly assets: string;
  /** The operation that the editor opens with. */
  readonly document: string;
}

/**
 * GraphiQL on this server's `/graphql`: sends cookies, has an editor for headers (`Authorization`) that are never
 * stored, and subscribes over `graphql-ws` with the same headers as connection parameters.
 */
export function graphiqlPage({ assets, document }: GraphiqlPage): Page {
  return {
    title: "GraphiQL",
    head: html`<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/graphiql.css">
`,
    style: html`html, body, #graphiql { height: 100%; margin: 0; }`,
    body: html`<div id="graphiql">Loading GraphiQL…</div>
<script src="${assets}/react.js"></script>
<script src="${assets}/react-dom.js"></script>
<script src="${assets}/graphiql.js"></script>`,
    isModule: true,
    script: script`import { createClient } from ${`${assets}/client.js`};

const url = new URL("/graphql", location.href).href;
const sendOverHttp = GraphiQL.createFetcher({
  url,
  fetch: (input, init) => fetch(input, { ...init, credentials: "include" }),
});

function isSubscription({ operationName }, options) {
  const operations = (options?.documentAST?.definitions ?? []).filter((each) => each.kind === "OperationDefinition");
  const operation = operations.find((each) => !operationName || each.name?.value === operationName);
  return operation?.operation === "subscription";
}

function fetcher(params, options) {
  const headers = Object.fromEntries(Object.entries(options?.headers ?? {}).filter(([, value]) => value !== ""));
  if (!isSubscription(params, options)) return sendOverHttp(params, { ...options, headers });
  const client = createClient({ url: url.replace(/^http/, "ws"), connectionParams: headers });
  return client.iterate(params);
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: ${document},
    defaultHeaders: ${'{\n  "Authorization": ""\n}\n'},
    defaultEditorToolsVisibility: "headers",
    shouldPersistHeaders: false,
  }),
);`,
    // Inline styles are allowed since GraphiQL's editor positions its lines with them.
    policy: {
      "script-src": ["'self'"],
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'", "data:"],
      "connect-src": ["'self'", "ws:", "wss:"],
    },
  };
}
