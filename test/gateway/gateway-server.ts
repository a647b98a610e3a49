import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { DesiredAccess } from "../../src/domain/client-application/desired-access.js";
import type { Id } from "../../src/domain/id.js";
import { type InMemoryGateway, inMemoryGateway } from "../support/in-memory-gateway.js";

/** What a gateway does with a request that it should have carried out. */
export const misbehaviours = {
  "refuses the token": (answer: ServerResponse) => answer.writeHead(401).end("Unauthorized"),
  "is overloaded": (answer: ServerResponse) => answer.writeHead(503, { "retry-after": "1" }).end(),
  "answers with a page": (answer: ServerResponse) => answer.writeHead(200).end("<html>Welcome</html>"),
  "sends elsewhere": (answer: ServerResponse) => answer.writeHead(307, { location: "/elsewhere" }).end(),
  "closes the connection": (answer: ServerResponse) => answer.destroy(),
  "never answers": () => {},
  "does it, and the answer is lost": (answer: ServerResponse) => answer.destroy(),
} satisfies Record<string, (answer: ServerResponse) => unknown>;
export type Misbehaviour = keyof typeof misbehaviours;

export interface GatewayServer {
  readonly adminUrl: string;
  /** What it accepts. */
  readonly held: InMemoryGateway;
  misbehaves(as: Misbehaviour | null): void;
  close(): Promise<void>;
}

/** A gateway on a free loopback port that is administrated over HTTP, and can be told to misbehave. */
export async function startGatewayServer(token: string): Promise<GatewayServer> {
  const held = inMemoryGateway();
  let misbehaviour: Misbehaviour | null = null;

  async function serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const access = withDates(await text(request));
    const [, environmentId, applicationId] =
      /^\/environments\/([^/]+)\/applications\/([^/]+)$/.exec(request.url ?? "")?.map(decodeURIComponent) ??
      [];
    const isOurs = request.method === "PUT" && request.headers.authorization === `Bearer ${token}`;
    if (!isOurs || !environmentId || !applicationId) return void answer.writeHead(400).end("Bad request");
    if (!misbehaviour || misbehaviour === "does it, and the answer is lost") {
      await held.apply(environmentId as Id<"env">, applicationId as Id<"app">, access);
    }
    if (misbehaviour) misbehaviours[misbehaviour](answer);
    else answer.writeHead(204).end();
  }

  const server = createServer((request, answer) => void serve(request, answer));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    adminUrl: `http://127.0.0.1:${port}/`,
    held,
    misbehaves: (as) => {
      misbehaviour = as;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withDates(body: string): DesiredAccess {
  return JSON.parse(body, (name, value) => (name === "expiresAt" && value ? new Date(value) : value));
}
