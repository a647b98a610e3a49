import { sql } from "kysely";
import type { Filtered } from "../../application/queries/list.js";
import type { AccessTokenFilter, AccessTokenReads } from "../../application/queries/read-model.js";
import type { Id } from "../../domain/id.js";
import { isRevoked } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { list } from "./list.js";
import { anyOf, holding, meeting, now } from "./matching.js";
import { ascending, descending, instant, name, text } from "./paging.js";

type Wanted = { readonly developerId: Id<"dev"> } & Filtered<AccessTokenFilter>;

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
      orders: {
        NEWEST: descending(text("t.id")),
        NAME: ascending(name("t.name"), text("t.id")),
        EXPIRES_SOONEST: ascending(instant("t.expiresAt"), text("t.id")),
      },
      isVisible: (viewer, { developerId }) => developerId === viewer.developerId,
      rows: (_, { developerId, filter }: Wanted) =>
        meeting(own(developerId).where(holding(`not (${isRevoked("t")})`)), filter, {
          scope: (scope, { ref }) => sql<boolean>`${scope} = any (${ref("t.scopes")})`,
          isExpired: (isExpired, t) => t("t.expiresAt", isExpired ? "<=" : ">", sql<Date>`${now}`),
        }),
    }),
  };
}
