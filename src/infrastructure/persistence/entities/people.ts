import { defineEntity, p } from "@mikro-orm/postgresql";

export const DeveloperRow = defineEntity({
  name: "DeveloperRow",
  tableName: "developer",
  properties: {
    id: p.text().primary(),
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

/** Which provider's subject is which developer. */
export const DeveloperIdentityRow = defineEntity({
  name: "DeveloperIdentityRow",
  tableName: "developer_identity",
  properties: {
    subject: p.text().primary(),
    developerId: p.text().index("developer_identity_developer_index"),
    createdAt: p.datetime().columnType("timestamptz(3)"),
  },
});

export const PartnerRow = defineEntity({
  name: "PartnerRow",
  tableName: "partner",
  properties: {
    id: p.text().primary(),
    legalName: p.text().nullable(),
    website: p.text().nullable(),
    country: p.text().nullable(),
    contactEmail: p.text().nullable(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    updatedAt: p.datetime().columnType("timestamptz(3)"),
  },
});

/** R5: the domain is the primary key, so none can belong to two partners. */
export const PartnerDomainRow = defineEntity({
  name: "PartnerDomainRow",
  tableName: "partner_domain",
  properties: {
    domain: p.text().primary(),
    partnerId: p.text().index("partner_domain_partner_index"),
  },
});

/** R2: the developer is the primary key, so none can be a member of two partners. */
export const MemberRow = defineEntity({
  name: "MemberRow",
  tableName: "member",
  properties: {
    developerId: p.text().primary(),
    partnerId: p.text(),
    role: p.text().$type<"ADMIN" | "MEMBER">(),
    joinedAt: p.datetime().columnType("timestamptz(3)"),
  },
  indexes: [{ name: "member_partner_joined_index", properties: ["partnerId", "joinedAt", "developerId"] }],
});
