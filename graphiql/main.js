import "graphiql/style.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const workers = { graphql: "graphql.worker.js", json: "json.worker.js" };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(workers[label] ?? "editor.worker.js", import.meta.url)),
};

const url = new URL("/graphql", location.href).href;
const sendOverHttp = createGraphiQLFetcher({ url });

function isSubscription({ operationName }, options) {
  const definitions = options?.documentAST?.definitions ?? [];
  const operations = definitions.filter((each) => each.kind === "OperationDefinition");
  const operation = operations.find((each) => !operationName || each.name?.value === operationName);
  return operation?.operation === "subscription";
}

/** With the session's cookie, and the headers that are filled in; subscriptions have them as connection parameters. */
function fetcher(params, options) {
  const headers = Object.fromEntries(
    Object.entries(options?.headers ?? {}).filter(([, value]) => value !== ""),
  );
  if (!isSubscription(params, options)) return sendOverHttp(params, { ...options, headers });
  return createClient({ url: url.replace(/^http/, "ws"), connectionParams: headers }).iterate(params);
}

const root = document.getElementById("graphiql");
const defaultHeaders = '{\n  "Authorization": ""\n}\n';
createRoot(root).render(
  createElement(GraphiQL, {
    fetcher,
    defaultTabs: JSON.parse(root.dataset.operations).map((query) => ({ query, headers: defaultHeaders })),
    defaultHeaders,
    defaultEditorToolsVisibility: "headers",
    shouldPersistHeaders: false,
  }),
);
