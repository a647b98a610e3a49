import type { AccessTokenReads } from "../../application/queries/read-model.js";
import type { Viewer } from "../../application/queries/viewer.js";
import type { Reader } from "./db.js";
import { anyOf, slice } from "./keyset.js";

/** A developer's own tokens; nobody else sees that they exist. */
export function accessTokenReads(db: Reader): AccessTokenReads {
  const own = ({ developerId }: Viewer) =>
    db.selectFrom("AccessTokenRow as t").where("t.developerId", "=", developerId);
  const columns = ["t.id", "t.name", "t.preview", "t.scopes", "t.createdAt"] as const;
  const instants = ["t.expiresAt", "t.lastUsedAt", "t.revokedAt"] as const;

  return {
    byId: (viewer, ids) =>
      own(viewer).where("t.id", "=", anyOf(ids)).select(columns).select(instants).execute(),

    async page(viewer, page) {
      const newest = own(viewer)
        .where("t.revokedAt", "is", null)
        .select(columns)
        .select(instants)
        .orderBy("t.id", "desc")
        .limit(page.first + 1);
      const query = page.after ? newest.where("t.id", "<", page.after[0] ?? "") : newest;
      return slice(await query.execute(), page);
    },

    async count(viewer) {
      const { count } = await own(viewer)
        .where("t.revokedAt", "is", null)
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
