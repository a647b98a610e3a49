import * as openid from "openid-client";
import { eventually } from "./eventually.js";
import { byId } from "./references.js";
import type { Person, Story } from "./story.js";

export interface Credentials {
  readonly applicationId: string;
  readonly applicationName: string;
  readonly grantId: string;
  readonly clientId: string;
  /** Empty for a public client. */
  readonly clientSecret: string;
}

let applications = 0;

/** The client credentials of a new application, once they are live. */
export async function liveCredentials(
  owner: Person,
  { catalogue }: Story,
  environment: string,
  kind: object = { type: "SERVICE", authentication: "CLIENT_CREDENTIALS" },
  product = "digital-banking",
): Promise<Credentials> {
  const applicationName = `Client ${++applications}`;
  const { id: applicationId } = await owner.registers({
    name: applicationName,
    description: "Asks for tokens.",
    products: byId(catalogue[product]),
    environments: byId(catalogue[environment]),
    ...kind,
  });
  const query =
    "query ($id: ID!) { clientApplication(id: $id) { grants { id apiKeys { status } clientCredentials { clientId secretPreview } } } }";
  const { id: grantId, clientCredentials } = await eventually(async () => {
    const [grant] = (await owner.data(query, { id: applicationId })).clientApplication.grants;
    return grant.apiKeys[0].status === "ACTIVE" && grant;
  });
  const { clientId, secretPreview } = clientCredentials;
  const clientSecret = secretPreview === null ? "" : await secretOf(owner, grantId);
  return { applicationId, applicationName, grantId, clientId, clientSecret };
}

export async function secretOf(owner: Person, grantId: string): Promise<string> {
  return (await owner.mutate("revealClientSecret", { grantId }, "value")).value;
}

export const issuerOf = (url: string, environment: string) => `${url}/environments/${environment}/oauth`;

/** The server's own description of itself, as a client finds it. */
export function discovered(
  url: string,
  environment: string,
  { clientId, clientSecret }: Pick<Credentials, "clientId" | "clientSecret">,
  authentication?: openid.ClientAuth,
  algorithm: "oidc" | "oauth2" = "oauth2",
): Promise<openid.Configuration> {
  return openid.discovery(
    new URL(issuerOf(url, environment)),
    clientId,
    clientSecret || undefined,
    authentication,
    {
      algorithm,
      execute: [openid.allowInsecureRequests],
    },
  );
}

/** The code of the refusal. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof openid.ResponseBodyError) return error.error;
    if (error instanceof openid.WWWAuthenticateChallengeError)
      return String(error.cause[0]?.parameters.error);
    throw error;
  }
  throw new Error("It was not refused.");
}
