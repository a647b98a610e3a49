import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jest } from "@jest/globals";
import { type CryptoKey, exportJWK } from "jose";
import Provider, { type Configuration } from "oidc-provider";

export interface OpenIdProvider {
  readonly issuer: string;
  /** An access token for the resource: a JWT (RFC 9068) with these claims. */
  issue(resource: string, claims: object): Promise<string>;
  close(): Promise<void>;
}

const clientId = "portal";
const clientSecret = "a-secret-long-enough-for-anyone-at-all";

/** A real OpenID provider on a free loopback port, that signs with `privateKey` as `k1`. */
export async function startOpenIdProvider(privateKey: CryptoKey): Promise<OpenIdProvider> {
  /** What goes into the next token. */
  let claims: object = {};
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // It warns that its storage is for development.
  const warn = jest.spyOn(console, "warn").mockImplementation(() => {});
  const provider = new Provider(issuer, await configuration(privateKey, () => claims));
  warn.mockRestore();
  server.on("request", provider.callback());

  return {
    issuer,
    async issue(resource, withClaims) {
      claims = withClaims;
      const response = await fetch(`${issuer}/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials", resource }),
      });
      const { access_token: token } = (await response.json()) as { access_token: string };
      return token;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function configuration(privateKey: CryptoKey, claims: () => object): Promise<Configuration> {
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "k1", alg: "RS256", use: "sig" }] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
      },
    ],
    ttl: { ClientCredentials: 60 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: async (_ctx, resource) => ({
          scope: "",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, { payload }) => {
          Object.assign(payload ?? {}, claims());
        },
      },
    },
  };
}
