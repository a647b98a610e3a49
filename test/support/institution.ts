import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jest } from "@jest/globals";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type ClientMetadata } from "oidc-provider";

/** An institution's OpenID provider, which signs whoever comes in as this customer, or refuses. */
export async function startInstitution(client: ClientMetadata) {
  let answer: { customer: string } | { error: string } = { customer: "customer-7" };
  let last: Readonly<Record<string, unknown>> = {};
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  // It warns that its storage is for development.
  const warn = jest.spyOn(console, "warn").mockImplementation(() => {});
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "k1", alg: "ES256", use: "sig" }] },
    clients: [{ id_token_signed_response_alg: "ES256", ...client }],
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ["a-key"] },
    features: { devInteractions: { enabled: false } },
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
  });
  warn.mockRestore();
  const answerRest = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url?.startsWith("/sign-in/")) return answerRest(request, response);
    const { params } = await provider.interactionDetails(request, response);
    last = params;
    if ("error" in answer) return provider.interactionFinished(request, response, answer);
    const accountId = answer.customer;
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
    grant.addOIDCScope("openid");
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { login: { accountId }, consent });
  });
  return {
    issuer,
    answers(next: typeof answer) {
      answer = next;
    },
    /** What somebody was last sent with. */
    asked: () => last,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
