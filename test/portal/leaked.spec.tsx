/** @jest-environment ./test/support/jest/document.js */
import { expect, it } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { GrantPanel } from "../../portal/src/pages/application/grant-panel";
import { TokensTable } from "../../portal/src/parts/tokens-table";
import { showPortal } from "./show-portal";

const leakedAt = "2026-11-26T12:00:00.000Z";
const said = "Found in public, Nov 26, 2026";
const can = { id: "can_1", isAllowed: true, reason: null };

const key = (id: string, more: object = {}) => ({
  id,
  status: "ACTIVE",
  preview: "ptc_key…",
  issuedAt: leakedAt,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  leakedAt: null,
  networks: [],
  rateLimit: null,
  product: { id: `prd_${id}`, name: `Product ${id}`, slug: id },
  viewerCan: { id: `can_${id}`, reveal: can, rotate: can, revoke: can, limitToNetworks: can },
  ...more,
});

const grant = (credentials: object, clientAuthentications: readonly string[] = ["CLIENT_SECRET"]) =>
  ({
    id: "grt_1",
    status: "APPROVED",
    decisionReason: null,
    requests: [],
    environment: {
      id: "env_1",
      name: "UAT",
      slug: "uat",
      tier: "UAT",
      institution: "3rd Party Bank",
      apiBaseUrl: "https://api.example",
      secretRetrieval: "REPEATABLE",
      oauthIssuer: "https://issuer.example",
      oauthProfile: "STANDARD",
      clientAuthentications,
    },
    clientCredentials: {
      id: "cre_1",
      clientId: "cli_1",
      hasSecret: true,
      secretPreview: "ptc_sec…",
      issuedAt: leakedAt,
      leakedAt: null,
      retiringSecretExpiresAt: null,
      retiringSecretLeakedAt: null,
      tokenEndpoint: "https://issuer.example/token",
      authentication: "CLIENT_SECRET",
      jwks: null,
      jwksUri: null,
      tlsSubject: null,
      ...credentials,
    },
    viewerCan: {
      id: "can_grt_1",
      revealClientSecret: can,
      rotateClientSecret: can,
      revokeCredentials: can,
      setClientKeys: can,
    },
    apiKeys: [key("one"), key("two", { leakedAt })],
  }) as never;

const show = (...facts: Parameters<typeof grant>) =>
  showPortal(<GrantPanel grant={grant(...facts)} authentication="CLIENT_CREDENTIALS" isOwner />);

it("says of the key that was found in public that it was, and of no other", async () => {
  await show({});
  const line = screen.getByText(said).closest("tr") as HTMLElement;
  within(line).getByText("Product two");
  expect(screen.getAllByText(said)).toHaveLength(1);
});

it.each([
  ["the newest", { leakedAt }],
  [
    "the one before the last rotation",
    { retiringSecretExpiresAt: leakedAt, retiringSecretLeakedAt: leakedAt },
  ],
])("says it of a client secret: %s", async (_, credentials) => {
  await show(credentials);
  const outside = screen.getAllByText(said).filter((each) => each.closest("tr") === null);
  expect(outside).toHaveLength(1);
});

it("says it of a token that goes on working", async () => {
  const token = (id: string, more: object = {}) => ({
    id,
    name: `Token ${id}`,
    preview: "ptc_gw…",
    createdAt: leakedAt,
    expiresAt: "2999-01-01T00:00:00.000Z",
    ...more,
  });
  const tokens = [token("one"), token("two", { leakedAt })];
  await showPortal(<TokensTable tokens={tokens} revokeHint="" mistakes={[]} onRevoke={async () => true} />);
  within(screen.getByText(said).closest("tr") as HTMLElement).getByText("Token two");
});

it.each([
  [["CLIENT_SECRET", "NONE", "PRIVATE_KEY_JWT"], 3],
  [["CLIENT_SECRET", "NONE", "PRIVATE_KEY_JWT", "TLS_CLIENT_AUTH", "SELF_SIGNED_TLS_CLIENT_AUTH"], 5],
  // Its secret is what it has, though nobody takes it any more.
  [["PRIVATE_KEY_JWT"], 3],
] as const)("offers the ways that the server takes: %j", async (clientAuthentications, ways) => {
  const { user } = await show({}, clientAuthentications);
  await user.click(screen.getByRole("button", { name: "Client keys" }));
  await user.click(await screen.findByRole("combobox", { name: "It shows" }));
  expect(screen.getAllByRole("option")).toHaveLength(ways);
});
