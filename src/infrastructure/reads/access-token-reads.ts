import { type RawBuilder, sql } from "kysely";
import type { Filtered } from "../../application/queries/list.js";
import type {
  AccessTokenFilter,
  AccessTokenReads,
  CompanyTokenFilter,
  OfPartner,
} from "../../application/queries/read-model.js";
import type { Viewer } from "../../application/queries/viewer.js";
import type { Id } from "../../domain/id.js";
import { isAdmin, isRevoked } from "../persistence/predicates.js";
import type { Reader } from "./db.js";
import { list, ofOwnPartner } from "./list.js";
import { anyOf, holding, meeting, now } from "./matching.js";
import { ascending, descending, instant, name, text } from "./paging.js";
import { ownedByViewer } from "./visible.js";

const orders = {
  NEWEST: descending(text("t.id")),
  NAME: ascending(name("t.name"), text("t.id")),
  EXPIRES_SOONEST: ascending(instant("t.expiresAt"), text("t.id")),
};

/** What each part of a filter asks of a token. */
const conditions = {
  scope: (scope: string) => sql<boolean>`${scope} = any (${sql.ref("t.scopes")})`,
  isExpired: (isExpired: boolean) =>
    sql<boolean>`${sql.ref("t.expiresAt")} ${isExpired ? sql`<=` : sql`>`} ${now}`,
};

/** A developer's own tokens, which nobody else sees, and those of a company, which are there for whoever may revoke them. */
export function accessTokenReads(db: Reader): AccessTokenReads {
  const tokens = () =>
    db
      .selectFrom("AccessTokenRow as t")
      .select(["t.id", "t.name", "t.preview", "t.scopes", "t.createdAt"])
      .select(["t.expiresAt", "t.lastUsedAt", "t.revokedAt"])
      .select(["t.developerId", "t.partnerId", "t.applicationIds", "t.createdById"]);

  return {
    byId: (viewer, ids) =>
      tokens()
        .where("t.id", "=", anyOf(ids))
        .where((t) =>
          t.or([
            t("t.developerId", "=", viewer.developerId),
            t("t.id", "=", viewer.companyToken?.id ?? "pat_"),
            t.and([t("t.partnerId", "=", viewer.partnerId ?? "prt_"), isTheirs(viewer)]),
          ]),
        )
        .execute(),

    ofDeveloper: list({
      name: "accessTokens",
      orders,
      isVisible: (viewer, { developerId }) => developerId === viewer.developerId,
      rows: (_, { developerId, filter }: { readonly developerId: Id<"dev"> } & Filtered<AccessTokenFilter>) =>
        meeting(
          tokens()
            .where("t.developerId", "=", developerId)
            .where(holding(`not (${isRevoked("t")})`)),
          filter,
          conditions,
        ),
    }),

    ofPartner: list({
      name: "companyTokens",
      orders,
      isVisible: ofOwnPartner,
      rows: (viewer, { partnerId, filter }: OfPartner & Filtered<CompanyTokenFilter>) =>
        meeting(
          tokens()
            .where("t.partnerId", "=", partnerId)
            .where(isTheirs(viewer))
            .where(holding(`not (${isRevoked("t")})`)),
          filter,
          {
            ...conditions,
            applicationId: (id) => sql<boolean>`${id} = any (${sql.ref("t.applicationIds")})`,
          },
        ),
    }),
  };
}

/** R18, of a token of their company's: the viewer is an ADMIN, or owns what it names. */
function isTheirs(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.companyToken) return sql<boolean>`false`;
  return sql<boolean>`(${holding(isAdmin, viewer.developerId, viewer.partnerId ?? "prt_")} or exists (
    select from client_application as a
     where a.id = any (t.application_ids) and ${ownedByViewer("a", viewer)}))`;
}
