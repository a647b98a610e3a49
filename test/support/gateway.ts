import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "./client.js";
import type { Person, Story } from "./story.js";

/** What was answered so many milliseconds ago counts everywhere (R29): nobody here asks sooner. */
const promised = 50;
export const everybodyKnows = () => sleep(promised);

/** A gateway of one environment, in front of one process. */
export class TestGateway {
  constructor(
    readonly url: string,
    readonly environment: string,
    readonly token: string,
  ) {}

  /** The answer to `POST /v1/keys/verify`. */
  async verify(apiKey: unknown, more: object = {}): Promise<Json> {
    const response = await this.ask(JSON.stringify({ apiKey, ...more }));
    return response.json();
  }

  async ask(body: string, headers: Record<string, string> = {}): Promise<Response> {
    await everybodyKnows();
    return fetch(`${this.url}/v1/keys/verify`, {
      method: "POST",
      headers: { "portico-gateway-token": this.token, ...headers },
      body,
    });
  }

  /** What a proxy asks; `rest` is what stands behind the environment. */
  async forward(headers: Record<string, string>, rest = "", method = "GET"): Promise<Response> {
    await everybodyKnows();
    const url = `${this.url}/v1/forward-auth/${this.environment}${rest}`;
    return fetch(url, { method, headers: { "portico-gateway-token": this.token, ...headers } });
  }
}

/** Made by an operator. */
export async function gatewayToken(operator: Person, { catalogue }: Story, environment: string) {
  const input = { environmentId: catalogue[environment], name: "Edge", expiresInDays: 1 };
  const { value, gatewayToken } = await operator.mutate(
    "createGatewayToken",
    input,
    "value gatewayToken { id }",
  );
  return { value: value as string, id: gatewayToken.id as string };
}
