import type Provider from "oidc-provider";
import type { Client } from "oidc-provider";
import { isClientLive, type OauthClient, scopesOf, workingHashes } from "../domain/oauth/oauth-client.js";
import type { AdapterParts } from "./adapter.js";
import type { PlainRequest } from "./plain-request.js";
import type { ConfigurationParts } from "./provider-configuration.js";
import { accessTokenLifetime, resourceServerOf } from "./provider-configuration.js";

/** The answer of a token endpoint (RFC 6749 §5.1). */
export interface Granted {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope?: string;
  readonly token_type: string;
}

/** Null where the provider has to decide. */
export type PlainGrant = (request: PlainRequest, network: string) => Promise<Granted | null>;

interface Parts extends Omit<AdapterParts, "settings"> {
  readonly settings: ConfigurationParts["settings"];
}

/**
 * Grants what is asked for plainly, by the same facts as the provider, which takes longer to find out that there is nothing
 * else to be looked at. The provider makes the token; whatever is to be refused, and each wrong
 * secret, is left to it.
 */
export function plainGrantOf(
  provider: Provider,
  { settings, clients, clock, isUnavailable }: Parts,
): PlainGrant {
  /** The provider's own picture of a client: made once for each state of it. */
  const pictures = new WeakMap<OauthClient, Client>();

  async function pictureOf(client: OauthClient): Promise<Client | undefined> {
    const known = pictures.get(client);
    if (known) return known;
    const found = await provider.Client.find(client.clientId);
    if (found) pictures.set(client, found);
    return found;
  }

  async function granted(
    { clientId, clientSecret, scope }: PlainRequest,
    network: string,
  ): Promise<Granted | null> {
    const found = await clients.find(settings.environmentId, clientId, network);
    if (!found || found.waitSeconds > 0 || !isForSecret(found.client)) return null;
    if (!clients.knows(workingHashes(found.client, clock.now()), clientSecret)) return null;
    const scopes = scopeOf(scopesOf(found.client.licences), scope);
    const client = scopes === null ? undefined : await pictureOf(found.client);
    if (scopes === null || !client) return null;
    const resourceServer = new provider.ResourceServer(
      settings.apiBaseUrl,
      resourceServerOf(settings, scopes),
    );
    const token = new provider.ClientCredentials({
      client,
      resourceServer,
      ...(scopes && { scope: scopes }),
    });
    return {
      access_token: await token.save(),
      expires_in: accessTokenLifetime,
      ...(scopes && { scope: scopes }),
      token_type: token.tokenType,
    };
  }

  return async (request, network) => {
    if (settings.oauthProfile !== "STANDARD") return null;
    try {
      return await granted(request, network);
    } catch (error) {
      if (isUnavailable(error)) return null;
      throw error;
    }
  };
}

/** Whether a secret is all that it needs. */
function isForSecret(client: OauthClient): boolean {
  return isClientLive(client) && client.clientKeys === null && client.authentication === "CLIENT_CREDENTIALS";
}

/** RFC 6749 §3.3: what was asked for, or all; null where that is more than there is. */
function scopeOf(scopes: readonly string[], asked: string): string | null {
  if (asked === "") return scopes.join(" ");
  const wanted = [...new Set(asked.split(" "))];
  return wanted.every((scope) => scopes.includes(scope)) ? wanted.join(" ") : null;
}
