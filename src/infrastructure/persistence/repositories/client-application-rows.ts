import { comparedName } from "../../../domain/client-application/registration.js";
import type {
  AccessGrantState,
  ApiKeyState,
  ClientApplicationState,
  ClientCredentialsState,
} from "../../../domain/client-application/state.js";
import type { AccessGrantRow, ApiKeyRow, ClientApplicationRow } from "../entities/client-application.js";
import type { RowOf } from "../row-set.js";
import { sealedSecretColumns, sealedSecretFrom } from "../sealed-secret-columns.js";

export type ApplicationRow = RowOf<typeof ClientApplicationRow>;
export type GrantRow = RowOf<typeof AccessGrantRow>;
export type KeyRow = RowOf<typeof ApiKeyRow>;
/** A key as the aggregate writes it; `lastUsedAt` is the gateways' own. */
export type KeyData = Omit<KeyRow, "lastUsedAt">;

export function applicationState(
  row: ApplicationRow,
  grants: GrantRow[],
  keysOf: (grantId: string) => KeyRow[],
): ClientApplicationState {
  return {
    id: row.id,
    partnerId: row.partnerId,
    name: row.name,
    description: row.description,
    type: row.type,
    authentication: row.authentication,
    siteUrl: row.siteUrl,
    redirectUrls: row.redirectUrls,
    productIds: row.productIds,
    ownerId: row.ownerId,
    coOwnerIds: row.coOwnerIds,
    deactivatedAt: row.deactivatedAt,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    grants: grants.map((grant) => grantState(grant, keysOf(grant.id))),
  };
}

export function applicationRow({ grants: _, ...state }: ClientApplicationState): ApplicationRow {
  return {
    ...state,
    nameKey: comparedName(state.name),
    redirectUrls: [...state.redirectUrls],
    productIds: [...state.productIds],
    coOwnerIds: [...state.coOwnerIds],
  };
}

export function grantRow(applicationId: string, grant: AccessGrantState): GrantRow {
  const { credentials, decision } = grant;
  return {
    id: grant.id,
    applicationId,
    environmentId: grant.environmentId,
    requestedAt: grant.requestedAt,
    verdict: decision?.verdict ?? null,
    decidedAt: decision?.at ?? null,
    decisionReason: decision?.reason ?? null,
    requestNote: grant.requestNote,
    clientId: credentials?.clientId ?? null,
    ...sealedSecretColumns(credentials?.secret ?? null),
    credentialsIssuedAt: credentials?.issuedAt ?? null,
    credentialsProvisionedAt: credentials?.provisionedAt ?? null,
    credentialsRevokedAt: credentials?.revokedAt ?? null,
    retiringSecretHash: credentials?.retiring?.hash ?? null,
    retiringSecretExpiresAt: credentials?.retiring?.expiresAt ?? null,
    secretLastShownAt: credentials?.lastShownAt ?? null,
  };
}

export function keyRow(grantId: string, { secret, ...key }: ApiKeyState): KeyData {
  return { ...key, grantId, ...sealedSecretColumns(secret) };
}

function grantState(row: GrantRow, keys: KeyRow[]): AccessGrantState {
  const { id, environmentId, requestedAt, verdict, decidedAt, decisionReason, requestNote } = row;
  return {
    id,
    environmentId,
    requestedAt,
    decision: verdict && decidedAt ? { verdict, at: decidedAt, reason: decisionReason } : null,
    requestNote,
    credentials: credentialsState(row),
    keys: keys.map(keyState),
  };
}

function credentialsState(row: GrantRow): ClientCredentialsState | null {
  if (!row.clientId || !row.credentialsIssuedAt) return null;
  const { retiringSecretHash: hash, retiringSecretExpiresAt: expiresAt } = row;
  return {
    clientId: row.clientId,
    secret: sealedSecretFrom(row),
    issuedAt: row.credentialsIssuedAt,
    provisionedAt: row.credentialsProvisionedAt,
    revokedAt: row.credentialsRevokedAt,
    lastShownAt: row.secretLastShownAt,
    retiring: hash && expiresAt ? { hash, expiresAt } : null,
  };
}

function keyState(row: KeyRow): ApiKeyState {
  const { id, productId, issuedAt, provisionedAt, revokedAt, expiresAt, lastShownAt } = row;
  return {
    id,
    productId,
    secret: sealedSecretFrom(row),
    issuedAt,
    provisionedAt,
    revokedAt,
    expiresAt,
    lastShownAt,
  };
}
