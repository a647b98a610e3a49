import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createGatewayTokenAtConsole } from "../application/gateway/create-gateway-token.js";
import { revokeGatewayTokenAtConsole } from "../application/gateway/revoke-gateway-token.js";
import { createSampleApi } from "../http/sample-api.js";
import { namedGatewayTokens } from "../infrastructure/gateway/named-gateway-tokens.js";
import { stopsAll } from "./close-all.js";
import type { Services } from "./services.js";

/** What its tokens are called. */
const name = "Sample API";

/** Serves the sample bank's API until `stop()`, behind the keys of an environment of the Portico that runs. */
export async function startSampleApi(
  services: Services,
  { environment, port }: { readonly environment: string; readonly port: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const { config, pool } = services;
  const revoke = revokeGatewayTokenAtConsole(services);
  let listening = port;
  const stop = await stopsAll(async (opened) => {
    // One that was killed has left its own.
    for (const gatewayTokenId of await namedGatewayTokens(pool, name)) await revoke({ gatewayTokenId });
    const token = await createGatewayTokenAtConsole(services)(environment, { name, expiresInDays: 1 });
    opened.push(() => revoke(token));
    const forwardAuth = `${config.publicUrl}/v1/forward-auth/${environment}`;
    const server = createSampleApi({ forwardAuth, gatewayToken: token.value });
    server.listen(port, config.host);
    await once(server, "listening");
    listening = (server.address() as AddressInfo).port;
    opened.push(async () => {
      server.close();
      server.closeAllConnections();
    });
  });
  return { port: listening, stop };
}
