import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { scalars } from "@portico/client-types";
import relay from "relay-runtime";
import type { Client, Json } from "../support/client.js";
import { socketOf } from "../support/subscribe.js";
import type { GraphqlClient } from "./graphql-client.js";
import { journey } from "./journey.js";

const { createOperationDescriptor, Environment, Network, Observable, ROOT_TYPE, RecordSource, Store } = relay;

/** What the Relay compiler makes of the journey's operations, by their names. */
export async function compileJourney(): Promise<Record<string, Json>> {
  const folder = await mkdtemp(join(tmpdir(), "portico-relay-"));
  const artifacts = join(folder, "artifacts");
  // Data as a whole, since no component asks for its part.
  const unmasked = journey.replace(/\.\.\.journey_\w+/g, "$& @relay(mask: false)");
  const definitions = unmasked
    .split(/^(?=query|mutation|subscription|fragment)/m)
    .filter((each) => each.trim());
  const config = {
    src: "src",
    language: "javascript",
    schema: "schema.graphql",
    artifactDirectory: "artifacts",
    customScalarTypes: scalars,
    eagerEsModules: true,
  };
  await Promise.all([
    mkdir(join(folder, "src")),
    mkdir(artifacts),
    cp("schema.graphql", join(folder, "schema.graphql")),
  ]);
  await writeFile(
    join(folder, "src/journey.js"),
    definitions.map((each) => `graphql\`${each}\`;\n`).join(""),
  );
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "relay.config.json"), JSON.stringify(config));
  const compiler = createRequire(import.meta.url)("relay-compiler") as string;
  await promisify(execFile)(compiler, ["relay.config.json"], { cwd: folder });
  const names = [...journey.matchAll(/^(?:query|mutation|subscription) (\w+)/gm)].map(
    ([, name = ""]) => name,
  );
  const compiled = await Promise.all(
    names.map(async (name) => [name, (await import(join(artifacts, `${name}.graphql.js`))).default] as const),
  );
  await rm(folder, { recursive: true });
  return Object.fromEntries(compiled);
}

/** Relay's runtime with nothing but a network; subscribes over a WebSocket. */
export function relayClient(person: Client, artifacts: Record<string, Json>): GraphqlClient {
  const socket = socketOf(person);
  const environment = new Environment({
    missingFieldHandlers: [
      {
        kind: "linked",
        handle: ({ name }, record, { id }) =>
          record?.getType() === ROOT_TYPE && name === "clientApplication" ? id : undefined,
      },
    ],
    store: new Store(new RecordSource()),
    network: Network.create(
      async ({ text }, variables) => (await person.raw(text ?? "", variables)).json() as Json,
      ({ text }, variables) =>
        Observable.create((sink) => socket.subscribe({ query: text ?? "", variables }, sink as Json)),
    ),
  });
  const operationOf = (name: string, variables: object) =>
    createOperationDescriptor(artifacts[name], variables as Json);
  return {
    query: async (name, variables = {}) =>
      relay.fetchQuery(environment, artifacts[name], variables as Json).toPromise(),
    mutate: (name, variables) =>
      new Promise((resolve, reject) => {
        relay.commitMutation(environment, {
          mutation: artifacts[name],
          variables: variables as Json,
          onCompleted: (data, errors) =>
            errors?.length ? reject(new Error(JSON.stringify(errors))) : resolve(data),
          onError: reject,
        });
      }),
    subscribe(name, variables = {}) {
      const received: Json[] = [];
      const { dispose } = relay.requestSubscription(environment, {
        subscription: artifacts[name],
        variables: variables as Json,
        onNext: (data) => void received.push(data),
      });
      return { received, stop: dispose };
    },
    async cached(name, variables = {}) {
      const operation = operationOf(name, variables);
      // Kept in use, as by a component that shows it.
      environment.retain(operation);
      return environment.check(operation).status === "available"
        ? environment.lookup(operation.fragment).data
        : null;
    },
    close: () => void socket.dispose(),
  };
}
