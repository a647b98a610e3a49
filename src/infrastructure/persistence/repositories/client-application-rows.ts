import type {
  AccessGrantState,
  AccessRequestState,
  ApiKeyState,
  ClientApplicationState,
  ClientCredentialsState,
} from "../../../domain/client-application/state.js";
import type { Id } from "../../../domain/id.js";
import { nameKeys } from "../../../domain/name-keys.js";
import { prototypes } from "../../confusables.js";
import type {
  AccessGrantRow,
  AccessRequestRow,
  ApiKeyRow,
  ClientApplicationRow,
} from "../entities/client-application.js";
import type { RowOf } from "../row-set.js";
import { sealedSecretColumns, sealedSecretFrom } from "../sealed-secret-columns.js";

export type ApplicationRow = RowOf<typeof ClientApplicationRow>;
/** As the aggregate writes it: whether the partner is suspended is the partner's own. */
export type ApplicationData = Omit<ApplicationRow, "isPartnerSuspended">;
export type GrantRow = RowOf<typeof AccessGrantRow>;
export type RequestRow = RowOf<typeof AccessRequestRow>;
export type KeyRow = RowOf<typeof ApiKeyRow>;
/** A key as the aggregate writes it; what is left out is kept by gateways and workers. */
export type KeyData = Omit<KeyRow, "lastUsedAt" | "expiryToldDays">;

export function applicationState(
  row: ApplicationRow,
  grants: GrantRow[],
  requestsOf: (grantId: Id<"grt">) => RequestRow[],
  keysOf: (grantId: Id<"grt">) => KeyRow[],
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
    isPartnerSuspended: row.isPartnerSuspended,
    ratePlans: row.ratePlans,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    grants: grants.map((grant) => grantState(grant, requestsOf(grant.id), keysOf(grant.id))),
  };
}

export function applicationRow({
  grants: _,
  isPartnerSuspended: __,
  ...state
}: ClientApplicationState): ApplicationData {
  const { folded, skeleton } = nameKeys(state.name, prototypes);
  return {
    ...state,
    nameKey: folded,
    nameSkeleton: skeleton,
    redirectUrls: [...state.redirectUrls],
    productIds: [...state.productIds],
    coOwnerIds: [...state.coOwnerIds],
    ratePlans: [...state.ratePlans],
  };
}

export function grantRow(applicationId: Id<"app">, grant: AccessGrantState): GrantRow {
  const { credentials } = grant;
  return {
    id: grant.id,
    applicationId,
    environmentId: grant.environmentId,
    clientId: credentials?.clientId ?? null,
    ...sealedSecretColumns(credentials?.secret ?? null),
    credentialsIssuedAt: credentials?.issuedAt ?? null,
    credentialsProvisionedAt: credentials?.provisionedAt ?? null,
    credentialsRevokedAt: credentials?.revokedAt ?? null,
    retiringSecretHash: credentials?.retiring?.hash ?? null,
    retiringSecretExpiresAt: credentials?.retiring?.expiresAt ?? null,
    retiringSecretLeakedAt: credentials?.retiring?.leakedAt ?? null,
    secretLastShownAt: credentials?.lastShownAt ?? null,
    secretLeakedAt: credentials?.leakedAt ?? null,
    clientKeys: credentials?.clientKeys ?? null,
  };
}

export function keyRow(
  { id: applicationId, partnerId }: ClientApplicationState,
  { id: grantId }: AccessGrantState,
  { secret, networks, ...key }: ApiKeyState,
): KeyData {
  return {
    ...key,
    networks: [...networks],
    grantId,
    applicationId,
    partnerId,
    ...sealedSecretColumns(secret),
  };
}

export function requestRow(
  { id: applicationId, partnerId }: ClientApplicationState,
  { id: grantId, environmentId }: AccessGrantState,
  { decision, productIds, changedDetails, ...request }: AccessRequestState,
): RequestRow {
  return {
    ...request,
    grantId,
    applicationId,
    environmentId,
    partnerId,
    productIds: [...productIds],
    changedDetails: [...changedDetails],
    verdict: decision?.verdict ?? null,
    decidedAt: decision?.at ?? null,
    decidedById: decision?.byId ?? null,
    decisionReason: decision?.reason ?? null,
  };
}

function requestState(row: RequestRow): AccessRequestState {
  const { id, productIds, requestedAt, note, changedDetails } = row;
  const { verdict, decidedAt, decisionReason, decidedById } = row;
  const decision =
    verdict && decidedAt ? { verdict, at: decidedAt, reason: decisionReason, byId: decidedById } : null;
  return { id, productIds, requestedAt, note, decision, changedDetails };
}

function grantState(
  { id, environmentId, ...row }: GrantRow,
  requests: RequestRow[],
  keys: KeyRow[],
): AccessGrantState {
  return {
    id,
    environmentId,
    requests: requests.map(requestState),
    credentials: credentialsState(row),
    keys: keys.map(keyState),
  };
}

function credentialsState(row: Omit<GrantRow, "id" | "environmentId">): ClientCredentialsState | null {
  if (!row.clientId || !row.credentialsIssuedAt) return null;
  const { retiringSecretHash: hash, retiringSecretExpiresAt: expiresAt } = row;
  const { retiringSecretLeakedAt: leakedAt } = row;
  return {
    clientId: row.clientId,
    secret: sealedSecretFrom(row),
    issuedAt: row.credentialsIssuedAt,
    provisionedAt: row.credentialsProvisionedAt,
    revokedAt: row.credentialsRevokedAt,
    lastShownAt: row.secretLastShownAt,
    retiring: hash && expiresAt ? { hash, expiresAt, leakedAt } : null,
    clientKeys: row.clientKeys ?? null,
    leakedAt: row.secretLeakedAt,
  };
}

function keyState(row: KeyRow): ApiKeyState {
  const { id, productId, issuedAt, provisionedAt, revokedAt, expiresAt, lastShownAt, networks, leakedAt } =
    row;
  return {
    id,
    productId,
    secret: sealedSecretFrom(row),
    issuedAt,
    provisionedAt,
    revokedAt,
    expiresAt,
    lastShownAt,
    networks,
    leakedAt,
  };
}
