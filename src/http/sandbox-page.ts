import { html, script } from "../html/html.js";
import { pagePaths } from "./page-paths.js";
import type { Page } from "./pages.js";

const CDN = "https://embeddable-sandbox.cdn.apollographql.com";

/**
 * Apollo Sandbox, embedded and tied to this server: it sends this site's cookies and uses `graphql-ws` for
 * subscriptions (Apollo docs, "Embedding the Apollo Sandbox"). When its CDN does not answer, GraphiQL opens. Its editor
 * opens with `document`.
 */
export function sandboxPage(document: string): Page {
  const config = {
    target: "#sandbox",
    endpointIsEditable: false,
    hideCookieToggle: false,
    allowDynamicStyles: false,
    runTelemetry: false,
    initialState: { document, includeCookies: true, pollForSchemaUpdates: false },
  };
  return {
    title: "Apollo Sandbox",
    style: html`
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
#sandbox, #sandbox iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
p { padding: 2rem; }
`,
    body: html`<p id="status">Opening Apollo Sandbox… If it does not open, use <a href="${pagePaths.graphiql}">GraphiQL</a>, which needs no internet.</p>
<div id="sandbox"></div>`,
    script: script`const useGraphiql = () => location.replace(${pagePaths.graphiql});
const timer = setTimeout(useGraphiql, 8000);
const script = document.createElement("script");
script.src = ${`${CDN}/v2/embeddable-sandbox.umd.production.min.js`};
script.onerror = useGraphiql;
script.onload = () => {
  clearTimeout(timer);
  document.getElementById("status").remove();
  // As this page was reached, since a cookie of localhost is not sent to 127.0.0.1.
  const initialEndpoint = new URL("/graphql", location.href).href;
  const initialSubscriptionEndpoint = initialEndpoint.replace(/^http/, "ws");
  new window.EmbeddedSandbox({ ...${config}, initialEndpoint, initialSubscriptionEndpoint });
};
document.head.append(script);`,
    policy: {
      "script-src": [CDN],
      "style-src": [CDN, "https://fonts.googleapis.com"],
      "font-src": ["https://fonts.gstatic.com"],
      "img-src": ["'self'", "data:", "https://*.apollographql.com"],
      "connect-src": ["'self'", "ws:", "wss:", "https://*.apollographql.com"],
      "frame-src": ["https://sandbox.embed.apollographql.com"],
      "manifest-src": ["https://*.apollographql.com"],
    },
  };
}
