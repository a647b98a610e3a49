import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";

export const DeveloperRow = defineEntity({
  name: "DeveloperRow",
  tableName: "developer",
  properties: {
    id: p.text().$type<Id<"dev">>().primary(),
    email: p.text().unique("developer_email_unique"),
    givenName: p.text().nullable(),
    familyName: p.text().nullable(),
    jobTitle: p.text().nullable(),
    phone: p.text().nullable(),
    termsVersion: p.text().nullable(),
    termsAcceptedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** What a developer was known by before they moved, or followed their provider; gone with their account. */
export const EarlierAddressRow = defineEntity({
  name: "EarlierAddressRow",
  tableName: "earlier_address",
  properties: {
    developerId: p.text().$type<Id<"dev">>().primary(),
    email: p.text().primary(),
    leftAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** A keyed hash of a deleted account's address or subject. */
export const ErasedIdentityRow = defineEntity({
  name: "ErasedIdentityRow",
  tableName: "erased_identity",
  properties: {
    hash: p.text().primary(),
    erasedAt: p.datetime().columnType("timestamptz(3)").index("erased_identity_erased_index"),
  },
});

/** Which provider's subject is which developer, and which address it was last known by. */
export const DeveloperIdentityRow = defineEntity({
  name: "DeveloperIdentityRow",
  tableName: "developer_identity",
  properties: {
    subject: p.text().primary(),
    developerId: p.text().$type<Id<"dev">>().index("developer_identity_developer_index"),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    email: p.text(),
    vouchedAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
});
