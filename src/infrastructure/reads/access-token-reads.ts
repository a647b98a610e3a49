import type { AccessTokenReads } from "../../application/queries/read-model.js";
import type { Id } from "../../domain/id.js";
import { isRevoked } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { list } from "./list.js";
import { anyOf, holding } from "./matching.js";
import { descending, text } from "./paging.js";

/** A developer's own tokens; nobody else sees that they exist. */
export function accessTokenReads(db: Reader): AccessTokenReads {
  const own = (developerId: Id<"dev">) =>
    db
      .selectFrom("AccessTokenRow as t")
      .where("t.developerId", "=", developerId)
      .select(["t.id", "t.name", "t.preview", "t.scopes", "t.createdAt"])
      .select(["t.expiresAt", "t.lastUsedAt", "t.revokedAt"]);

  return {
    byId: ({ developerId }, ids) => own(developerId).where("t.id", "=", anyOf(ids)).execute(),

    ofDeveloper: list({
      name: "accessTokens",
      orders: { NEWEST: descending(text("t.id")) },
      isVisible: (viewer, { developerId }: { developerId: Id<"dev"> }) => developerId === viewer.developerId,
      rows: (_, { developerId }) => own(developerId).where(holding(`not (${isRevoked("t")})`)),
    }),
  };
}
