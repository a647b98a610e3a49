import { html, script } from "../html/html.js";
import { pagePaths } from "./page-paths.js";
import type { Page } from "./pages.js";
import { runningSandbox } from "./running-sandbox.js";
import { runningSession } from "./running-session.js";
import { sessionBar } from "./session-bar.js";

const CDN = "https://embeddable-sandbox.cdn.apollographql.com";
const FRAME = "https://sandbox.embed.apollographql.com";
const PATIENCE_MS = 8000;

/**
 * Apollo Sandbox, embedded and tied to this server: it sends this site's cookies and uses `graphql-ws` for
 * subscriptions (Apollo docs, "Embedding the Apollo Sandbox"), below a bar that signs in and out, with the `operations` as tabs.
 * Where Apollo does not answer, the page says so and leads on.
 */
export function sandboxPage(operations: readonly string[]): Page {
  const sandbox = {
    script: `${CDN}/v2/embeddable-sandbox.umd.production.min.js`,
    frameOrigin: FRAME,
    operations,
    patience: PATIENCE_MS,
    config: {
      endpointIsEditable: false,
      hideCookieToggle: false,
      allowDynamicStyles: false,
      runTelemetry: false,
    },
  };
  const session = { secondFactor: pagePaths.secondFactor, here: pagePaths.sandbox };
  return {
    title: "Apollo Sandbox",
    style: html`${sessionBar.style}
body { display: flex; flex-direction: column; }
[role=tablist] { display: flex; flex: none; overflow-x: auto; background: var(--bar); border-bottom: 1px solid var(--edge); }
[role=tab] { flex: none; padding: .35rem .8rem; font: inherit; color: inherit; background: none; border: 0; border-bottom: 3px solid transparent; cursor: pointer; }
[role=tab][aria-selected=true] { border-color: var(--link); font-weight: 600; }
[role=tab]:focus-visible { outline-offset: -3px; }
.notice { margin: 0; padding: .8rem 1rem; }
#sandbox { position: relative; flex: 1; min-height: 20rem; }
#sandbox iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
`,
    body: html`${sessionBar.body}
<div role="tablist" aria-label="Example operations">${operations.map(tabOf)}</div>
<p id="opening" class="notice" role="status">Opening Apollo Sandbox…</p>
<p id="unreachable" class="notice" role="status" hidden>Apollo Sandbox does not open: it comes from Apollo, which does not answer from here. <a href="${pagePaths.graphiql}">GraphiQL</a> does the same without internet, with the schema’s documentation; how to sign in is at <a href="/api/auth/reference">/api/auth/reference</a>.</p>
<main id="sandbox" aria-label="Apollo Sandbox"></main>
<noscript><p class="notice">The Sandbox needs JavaScript; the API behind it does not.</p></noscript>`,
    script: script`const sendToken = (${runningSandbox})(${sandbox});
(${runningSession})(${session}, sendToken);`,
    policy: {
      "script-src": [CDN],
      "style-src": [CDN, "https://fonts.googleapis.com"],
      "font-src": ["https://fonts.gstatic.com"],
      "img-src": ["'self'", "data:", "https://*.apollographql.com"],
      "connect-src": ["'self'", "ws:", "wss:", "https://*.apollographql.com"],
      "frame-src": [FRAME],
      "manifest-src": ["https://*.apollographql.com"],
    },
  };
}

function tabOf(operation: string, index: number) {
  return html`<button type="button" role="tab" id="tab-${index}" aria-controls="sandbox">${nameOf(operation)}</button>`;
}

/** Of the one operation in a document. */
function nameOf(document: string): string {
  return /^(?:query|mutation|subscription) (\w+)/m.exec(document)?.[1] ?? "Query";
}
