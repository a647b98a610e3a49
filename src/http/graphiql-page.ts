import { html, script } from "../html/html.js";
import { pagePaths } from "./page-paths.js";
import type { Page } from "./pages.js";
import { runningSession } from "./running-session.js";
import { sessionBar } from "./session-bar.js";

export interface GraphiqlPage {
  /** Path of the folder that the assets are served from, without a slash at its end. */
  readonly assets: string;
  /** The operations that it opens with, a tab each. */
  readonly operations: readonly string[];
}

/**
 * GraphiQL on this server's `/graphql`: sends cookies, has an editor for headers (`Authorization`) that are never
 * stored, and subscribes over `graphql-ws` with the same headers as connection parameters. Above it is the bar that signs in and out.
 */
export function graphiqlPage({ assets, operations }: GraphiqlPage): Page {
  const session = { secondFactor: pagePaths.secondFactor, here: pagePaths.graphiql };
  return {
    title: "GraphiQL",
    head: html`<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/main.css">
`,
    style: html`${sessionBar.style}
body { display: flex; flex-direction: column; }
#graphiql { flex: 1; min-height: 0; }
@media (max-width: 45rem) {
  #graphiql-session { flex-direction: column; }
  #graphiql-session > .graphiql-horizontal-drag-bar { display: none; }
  #graphiql-session > .graphiql-response { min-height: 40%; }
}`,
    body: html`${sessionBar.body}
<div id="graphiql" data-operations="${JSON.stringify(operations)}">Loading GraphiQL…</div>
<script type="module" src="${assets}/main.js"></script>`,
    script: script`(${runningSession})(${session}, null);`,
    // Inline styles are allowed since GraphiQL's editor positions its lines with them.
    policy: {
      "script-src": ["'self'"],
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'", "data:"],
      "worker-src": ["'self'"],
      "connect-src": ["'self'", "ws:", "wss:"],
    },
  };
}
