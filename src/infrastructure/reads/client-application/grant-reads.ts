import { sql } from "kysely";
import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { GrantView } from "../../../application/queries/views.js";
import type { Id } from "../../../domain/id.js";
import type { Reader } from "../db.js";
import { anyOf } from "../matching.js";
import { belongsToViewer, ownedByViewer } from "../visible.js";
import { requestColumns, requestsOf, toRequest } from "./access-request.js";

/** Grants and keys of the partner's applications; what only owners see is null for others (R18). */
export function grantReads(
  db: Reader,
): Pick<ClientApplicationReads, "grants" | "grantsOf" | "requests" | "keys" | "keysOf"> {
  const grants = (viewer: Viewer) =>
    db
      .selectFrom("AccessGrantRow as g")
      .innerJoin("ClientApplicationRow as a", "a.id", "g.applicationId")
      .where(({ ref }) => belongsToViewer(ref("a.partnerId"), viewer))
      .select(["g.id", "g.applicationId", "g.environmentId", "g.credentialsIssuedAt"])
      .select("g.retiringSecretExpiresAt")
      .select(({ ref }) => requestsOf(ref("g.id")).as("requests"))
      .select(({ ref }) => {
        const isOwner = ownedByViewer("a", viewer);
        return [
          sql<Id<"cli"> | null>`case when ${isOwner} then ${ref("g.clientId")} end`.as("clientId"),
          sql<string | null>`case when ${isOwner} then ${ref("g.secretPreview")} end`.as("secretPreview"),
        ];
      })
      .orderBy("g.id");

  const keys = (viewer: Viewer) =>
    db
      .selectFrom("ApiKeyRow as k")
      .innerJoin("AccessGrantRow as g", "g.id", "k.grantId")
      .innerJoin("ClientApplicationRow as a", "a.id", "g.applicationId")
      .where(({ ref }) => belongsToViewer(ref("a.partnerId"), viewer))
      .select(["k.id", "k.grantId", "k.productId", "k.issuedAt", "k.provisionedAt"])
      .select(["k.expiresAt", "k.lastUsedAt", "k.revokedAt"])
      .select(({ ref }) => {
        const isOwner = ownedByViewer("a", viewer);
        return sql<string | null>`case when ${isOwner} then ${ref("k.secretPreview")} end`.as("preview");
      })
      .orderBy("k.id");

  type GrantRow = Awaited<ReturnType<ReturnType<typeof grants>["execute"]>>[number];
  const toView = (row: GrantRow): GrantView => ({
    id: row.id,
    applicationId: row.applicationId,
    environmentId: row.environmentId,
    requests: row.requests.map((request) => ({
      ...toRequest({
        ...request,
        requestedAt: new Date(request.requestedAt),
        decidedAt: request.decidedAt === null ? null : new Date(request.decidedAt),
      }),
      grantId: row.id,
      applicationId: row.applicationId,
    })),
    credentials:
      row.clientId && row.credentialsIssuedAt
        ? {
            clientId: row.clientId,
            secretPreview: row.secretPreview,
            issuedAt: row.credentialsIssuedAt,
            retiringSecretExpiresAt: row.retiringSecretExpiresAt,
          }
        : null,
  });

  return {
    grants: async (viewer, ids) =>
      (await grants(viewer).where("g.id", "=", anyOf(ids)).execute()).map(toView),
    grantsOf: async (viewer, ids) =>
      (await grants(viewer).where("g.applicationId", "=", anyOf(ids)).execute()).map(toView),
    requests: async (viewer, ids) =>
      (
        await db
          .selectFrom("AccessRequestRow as r")
          .where("r.id", "=", anyOf(ids))
          .where(({ ref }) => belongsToViewer(ref("r.partnerId"), viewer))
          .select(requestColumns)
          .execute()
      ).map(toRequest),
    keys: (viewer, ids) => keys(viewer).where("k.id", "=", anyOf(ids)).execute(),
    keysOf: (viewer, ids) => keys(viewer).where("k.grantId", "=", anyOf(ids)).execute(),
  };
}
