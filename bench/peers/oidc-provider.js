/** oidc-provider with the memory that it comes with: one client, and access tokens as JWT (RFC 9068) signed by ES256. */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

// biome-ignore lint/style/noProcessEnv: what it is started with
const { PORT, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET } = process.env;

const { privateKey } = await generateKeyPair("ES256", { extractable: true });
const audience = "https://api.example.com";
const scope = "accounts transfers digital-banking";
const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  clients: [
    {
      client_id: OAUTH_CLIENT_ID,
      client_secret: OAUTH_CLIENT_SECRET,
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
    },
  ],
  clientDefaults: { id_token_signed_response_alg: "ES256" },
  jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "bench", alg: "ES256", use: "sig" }] },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => audience,
      getResourceServerInfo: async () => ({
        scope,
        audience,
        accessTokenTTL: 300,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "ES256" } },
      }),
    },
  },
});
const answer = provider.callback();
createServer((request, response) => {
  if (request.method === "GET") response.writeHead(200).end();
  else answer(request, response);
}).listen(PORT, "127.0.0.1");
