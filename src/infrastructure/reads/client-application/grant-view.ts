import type { GrantView } from "../../../application/queries/views.js";
import type { ClientKeys } from "../../../domain/client-application/client-keys.js";
import type { Id } from "../../../domain/id.js";
import { type RequestRow, toRequest } from "./access-request.js";

/** What views of a grant `g` are made of, beside its requests and what only owners see. */
export const grantColumns = [
  "g.id",
  "g.applicationId",
  "g.environmentId",
  "g.credentialsIssuedAt",
  "g.retiringSecretExpiresAt",
  "g.credentialsRevokedAt",
  "g.secretLastShownAt",
  "g.secretLeakedAt",
  "g.retiringSecretLeakedAt",
] as const;

/** What is shown of a key `k`, beside its preview, which only owners see. */
export const keyColumns = [
  "k.id",
  "k.grantId",
  "k.productId",
  "k.issuedAt",
  "k.provisionedAt",
  "k.expiresAt",
  "k.lastUsedAt",
  "k.revokedAt",
  "k.leakedAt",
  "k.lastShownAt",
] as const;

export interface GrantRow extends Pick<GrantView, "id" | "applicationId" | "environmentId"> {
  readonly credentialsIssuedAt: Date | null;
  readonly retiringSecretExpiresAt: Date | null;
  readonly credentialsRevokedAt: Date | null;
  readonly secretLastShownAt: Date | null;
  readonly secretLeakedAt: Date | null;
  readonly retiringSecretLeakedAt: Date | null;
  /** Null for those who are not owners. */
  readonly clientId: Id<"cli"> | null;
  readonly secretPreview: string | null;
  readonly clientKeys: ClientKeys | null;
}

type RequestOfGrant = Omit<RequestRow<Date>, "partnerId" | "grantId" | "applicationId">;

export function grantView(row: GrantRow, requests: readonly RequestOfGrant[]): GrantView {
  const { id, applicationId, environmentId, clientId, credentialsIssuedAt: issuedAt } = row;
  const { secretPreview, retiringSecretExpiresAt, retiringSecretLeakedAt, clientKeys } = row;
  const { credentialsRevokedAt: revokedAt, secretLastShownAt: lastShownAt, secretLeakedAt: leakedAt } = row;
  const retiring = { retiringSecretExpiresAt, retiringSecretLeakedAt };
  const secret = { secretPreview, ...retiring, revokedAt, lastShownAt, leakedAt, clientKeys };
  return {
    id,
    applicationId,
    environmentId,
    requests: requests.map((request) => ({ ...toRequest(request), grantId: id, applicationId })),
    credentials: clientId && issuedAt ? { clientId, issuedAt, ...secret } : null,
  };
}
