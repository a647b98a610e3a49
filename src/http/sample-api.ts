import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pathOf } from "./request-log.js";

export interface SampleApiDeps {
  /** Portico's `/v1/forward-auth/{environment}`. */
  readonly forwardAuth: string;
  readonly gatewayToken: string;
}

const accounts = [
  { id: "1001", iban: "NL02TPBK0000001001", name: "Household", currency: "EUR", balance: "1240.50" },
  { id: "1002", iban: "NL73TPBK0000001002", name: "Savings", currency: "EUR", balance: "8300.00" },
];
const transfers = [
  { id: "t-1", from: "1001", to: "1002", amount: "150.00", currency: "EUR", bookedOn: "2026-11-02" },
];

/** What the bank's API has, and of which product it is. */
const resources: Readonly<Record<string, { readonly product: string; readonly items: readonly object[] }>> = {
  accounts: { product: "accounts", items: accounts },
  transfers: { product: "transfers", items: transfers },
};

/** How long Portico may take, in ms. */
const patience = 2_000;

/**
 * A tiny API of the sample bank, to call with a key: `GET /accounts`, `/accounts/{id}`, `/transfers`. It is its own gateway,
 * and asks Portico about each call as a proxy would.
 */
export function createSampleApi({ forwardAuth, gatewayToken }: SampleApiDeps): Server {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, name = "", id] = pathOf(request.url ?? "").split("/");
    const resource = Object.hasOwn(resources, name) ? resources[name] : undefined;
    if (!resource) return send(response, 404, { message: "There are /accounts and /transfers." });
    const verdict = await fetch(`${forwardAuth}?product=${resource.product}`, {
      headers: { "portico-gateway-token": gatewayToken, ...keyOf(request) },
      signal: AbortSignal.timeout(patience),
    });
    // What Portico says of a key, its caller hears; its other troubles are the bank's.
    if (verdict.status !== 200) {
      const isOfKey = verdict.status === 401 || verdict.status === 403;
      return send(response, isOfKey ? verdict.status : 503, await verdict.json());
    }
    const item = resource.items.find((each) => "id" in each && each.id === id);
    const found = id ? item : resource.items;
    if (!found) return send(response, 404, { message: `There is no ${id} among the ${name}.` });
    send(response, 200, { calledBy: verdict.headers.get("x-application-id"), [id ? "item" : name]: found });
  }

  return createServer((request, response) => {
    answer(request, response).catch(() => send(response, 503, { code: "UNAVAILABLE" }));
  });
}

function keyOf({ headers }: IncomingMessage): Record<string, string> {
  const key = headers["api-key"] ?? headers["x-api-key"];
  return typeof key === "string" ? { "api-key": key } : {};
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
