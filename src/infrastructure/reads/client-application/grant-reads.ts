import { sql } from "kysely";
import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { ClientKeys } from "../../../domain/client-application/client-keys.js";
import type { Id } from "../../../domain/id.js";
import type { Reader } from "../db.js";
import { anyOf } from "../matching.js";
import { belongsToViewer, ownedByViewer } from "../visible.js";
import { requestColumns, requestsOf, toRequest } from "./access-request.js";
import { grantColumns, grantView, keyColumns } from "./grant-view.js";

/** Grants and keys of the partner's applications; what only owners see is null for others (R18). */
export function grantReads(
  db: Reader,
): Pick<ClientApplicationReads, "grants" | "grantsOf" | "requests" | "keys" | "keysOf"> {
  const grants = (viewer: Viewer) =>
    db
      .selectFrom("AccessGrantRow as g")
      .innerJoin("ClientApplicationRow as a", "a.id", "g.applicationId")
      .where(({ ref }) =>
        belongsToViewer({ partnerId: ref("a.partnerId"), applicationId: ref("a.id") }, viewer),
      )
      .select(grantColumns)
      .select(({ ref }) => requestsOf(ref("g.id")).as("requests"))
      .select(({ ref }) => {
        const isOwner = ownedByViewer("a", viewer);
        return [
          sql<Id<"cli"> | null>`case when ${isOwner} then ${ref("g.clientId")} end`.as("clientId"),
          sql<string | null>`case when ${isOwner} then ${ref("g.secretPreview")} end`.as("secretPreview"),
          sql<ClientKeys | null>`case when ${isOwner} then ${ref("g.clientKeys")} end`.as("clientKeys"),
        ];
      })
      .orderBy("g.id");

  const keys = (viewer: Viewer) =>
    db
      .selectFrom("ApiKeyRow as k")
      .innerJoin("AccessGrantRow as g", "g.id", "k.grantId")
      .innerJoin("ClientApplicationRow as a", "a.id", "g.applicationId")
      .where(({ ref }) =>
        belongsToViewer({ partnerId: ref("a.partnerId"), applicationId: ref("a.id") }, viewer),
      )
      .select(keyColumns)
      .select(({ ref }) => {
        const isOwner = ownedByViewer("a", viewer);
        return [
          sql<string | null>`case when ${isOwner} then ${ref("k.secretPreview")} end`.as("preview"),
          sql<string[] | null>`case when ${isOwner} then ${ref("k.networks")} end`.as("networks"),
        ];
      })
      .orderBy("k.id");

  type Row = Awaited<ReturnType<ReturnType<typeof grants>["execute"]>>[number];
  const readGrant = ({ requests, ...row }: Row) =>
    grantView(
      row,
      requests.map((request) => ({
        ...request,
        requestedAt: new Date(request.requestedAt),
        decidedAt: request.decidedAt === null ? null : new Date(request.decidedAt),
      })),
    );

  return {
    grants: async (viewer, ids) =>
      (await grants(viewer).where("g.id", "=", anyOf(ids)).execute()).map(readGrant),
    grantsOf: async (viewer, ids) =>
      (await grants(viewer).where("g.applicationId", "=", anyOf(ids)).execute()).map(readGrant),
    requests: async (viewer, ids) =>
      (
        await db
          .selectFrom("AccessRequestRow as r")
          .where("r.id", "=", anyOf(ids))
          .where(({ ref }) =>
            belongsToViewer({ partnerId: ref("r.partnerId"), applicationId: ref("r.applicationId") }, viewer),
          )
          .select(requestColumns)
          .execute()
      ).map(toRequest),
    keys: (viewer, ids) => keys(viewer).where("k.id", "=", anyOf(ids)).execute(),
    keysOf: (viewer, ids) => keys(viewer).where("k.grantId", "=", anyOf(ids)).execute(),
  };
}
