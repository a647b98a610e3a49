import { defineEntity, p } from "@mikro-orm/postgresql";
import type { Id } from "../../../domain/id.js";
import type { JoiningPolicy } from "../../../domain/partner/joining.js";

export const PartnerRow = defineEntity({
  name: "PartnerRow",
  tableName: "partner",
  properties: {
    id: p.text().$type<Id<"prt">>().primary(),
    legalName: p.text().nullable(),
    /** The legal name as it is compared (R6). */
    legalNameKey: p.text().nullable().index("partner_legal_name_index"),
    /** What the legal name looks like (R6). */
    legalNameSkeleton: p.text().nullable().index("partner_legal_name_skeleton_index"),
    website: p.text().nullable(),
    country: p.text().nullable(),
    contactEmail: p.text().nullable(),
    joiningPolicy: p.text().$type<JoiningPolicy>(),
    proposedJoiningPolicy: p.text().$type<JoiningPolicy>().nullable(),
    suspendedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    suspensionReason: p.text().nullable(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    updatedAt: p.datetime().columnType("timestamptz(3)"),
  },
  indexes: [
    {
      name: "partner_name_index",
      expression:
        "create index partner_name_index on partner ((coalesce(legal_name, '')) collate people, id)",
    },
    {
      name: "partner_search_index",
      expression: "create index partner_search_index on partner using gin (legal_name gin_trgm_ops)",
    },
    {
      name: "partner_suspended_index",
      expression: "create index partner_suspended_index on partner (id) where suspended_at is not null",
    },
  ],
});

/** R5: the domain is the primary key, so none can belong to two partners. */
export const PartnerDomainRow = defineEntity({
  name: "PartnerDomainRow",
  tableName: "partner_domain",
  properties: {
    domain: p.text().primary(),
    partnerId: p.text().$type<Id<"prt">>().index("partner_domain_partner_index"),
  },
  indexes: [
    {
      name: "partner_domain_search_index",
      expression:
        "create index partner_domain_search_index on partner_domain using gin (domain gin_trgm_ops)",
    },
  ],
});

/** R38: of each partner, those that are proven and those that may be. */
export const DomainProofRow = defineEntity({
  name: "DomainProofRow",
  tableName: "domain_proof",
  properties: {
    partnerId: p.text().$type<Id<"prt">>().primary(),
    domain: p.text().primary(),
    challenge: p.text(),
    requestedAt: p.datetime().columnType("timestamptz(3)"),
    lookedUpAt: p.datetime().columnType("timestamptz(3)").nullable(),
    provenAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
});

/** R2: the developer is the primary key, so none can be a member of two partners. */
export const MemberRow = defineEntity({
  name: "MemberRow",
  tableName: "member",
  properties: {
    developerId: p.text().$type<Id<"dev">>().primary(),
    partnerId: p.text().$type<Id<"prt">>(),
    role: p.text().$type<"ADMIN" | "MEMBER">(),
    joinedAt: p.datetime().columnType("timestamptz(3)"),
    /** What the developer is called and their address, written by the database itself. */
    developerName: p.text().nullable(),
    developerEmail: p.text().nullable(),
  },
  indexes: [
    { name: "member_partner_joined_index", properties: ["partnerId", "joinedAt", "developerId"] },
    { name: "member_role_index", properties: ["partnerId", "role", "joinedAt", "developerId"] },
    {
      name: "member_name_index",
      expression:
        "create index member_name_index on member (partner_id, developer_name collate people, developer_id)",
    },
    {
      name: "member_search_index",
      expression:
        "create index member_search_index on member using gin (partner_id, (developer_name || E'\\n' || developer_email) gin_trgm_ops)",
    },
  ],
});

/** R38: the developer is the primary key, so none asks to join two partners. */
export const JoinRequestRow = defineEntity({
  name: "JoinRequestRow",
  tableName: "join_request",
  properties: {
    developerId: p.text().$type<Id<"dev">>().primary(),
    partnerId: p.text().$type<Id<"prt">>(),
    requestedAt: p.datetime().columnType("timestamptz(3)"),
    declinedAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
  indexes: [
    { name: "join_request_partner_index", properties: ["partnerId", "requestedAt", "developerId"] },
    {
      name: "join_request_waiting_index",
      expression:
        "create index join_request_waiting_index on join_request (partner_id, requested_at, developer_id) where declined_at is null",
    },
  ],
});

/** R7. Whether it is pending, accepted, withdrawn or expired follows from its instants. */
export const InvitationRow = defineEntity({
  name: "InvitationRow",
  tableName: "invitation",
  properties: {
    id: p.text().$type<Id<"inv">>().primary(),
    partnerId: p.text().$type<Id<"prt">>(),
    email: p.text().index("invitation_email_index"),
    invitedById: p.text().$type<Id<"dev">>(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
    expiresAt: p.datetime().columnType("timestamptz(3)"),
    acceptedAt: p.datetime().columnType("timestamptz(3)").nullable(),
    withdrawnAt: p.datetime().columnType("timestamptz(3)").nullable(),
    lastSentAt: p.datetime().columnType("timestamptz(3)"),
    /** Every mail that was sent for it, instants as ISO 8601. */
    sendings: p.json<{ byId: Id<"dev">; at: string }[]>(),
  },
  indexes: [
    { name: "invitation_partner_index", properties: ["partnerId", "id"] },
    { name: "invitation_inviter_index", properties: ["invitedById", "id"] },
    { name: "invitation_sent_index", properties: ["partnerId", "lastSentAt"] },
    {
      name: "invitation_open_index",
      expression:
        "create index invitation_open_index on invitation (partner_id, id, expires_at) where accepted_at is null and withdrawn_at is null",
    },
    {
      name: "invitation_accepted_index",
      expression:
        "create index invitation_accepted_index on invitation (partner_id, id) where accepted_at is not null",
    },
    {
      name: "invitation_withdrawn_index",
      expression:
        "create index invitation_withdrawn_index on invitation (partner_id, id) where accepted_at is null and withdrawn_at is not null",
    },
  ],
});

/** R9: a removed member who has deleted their account since, by a keyed hash of their address. */
export const FormerMemberRow = defineEntity({
  name: "FormerMemberRow",
  tableName: "former_member",
  properties: {
    partnerId: p.text().$type<Id<"prt">>().primary(),
    addressHash: p.text().primary(),
  },
});

/** R17: when somebody left a company. */
export const FormerMembershipRow = defineEntity({
  name: "FormerMembershipRow",
  tableName: "former_membership",
  properties: {
    developerId: p.text().$type<Id<"dev">>().primary(),
    partnerId: p.text().$type<Id<"prt">>().primary(),
    leftAt: p.datetime().columnType("timestamptz(3)").primary(),
  },
});
