import type * as queries from "../../application/queries/read-model.js";
import { words } from "./enums.js";

const byName = "By name, as people sort: whatever the case and the accents, and numbers by their value.";

export type ClientApplicationOrder = queries.ApplicationOrder;
export const ClientApplicationOrder = words<ClientApplicationOrder>(
  "ClientApplicationOrder",
  "The order in which applications are listed.",
  {
    NAME: byName,
    CREATED_NEWEST: "By registration, newest first.",
    CREATED_OLDEST: "By registration, oldest first.",
    UPDATED_NEWEST: "By last change, newest first.",
    UPDATED_OLDEST: "By last change, oldest first.",
  },
);

export type ActivityOrder = queries.AgeOrder;
export const ActivityOrder = words<ActivityOrder>(
  "ActivityOrder",
  "The order in which the audit trail is listed.",
  { NEWEST: "The newest first.", OLDEST: "The oldest first." },
);

export type AccessRequestOrder = queries.AgeOrder;
export const AccessRequestOrder = words<AccessRequestOrder>(
  "AccessRequestOrder",
  "The order in which access requests are listed: by when they were made, or last made again.",
  { OLDEST: "The longest waiting first.", NEWEST: "The newest first." },
);

export type ProvisioningFailureOrder = queries.AgeOrder;
export const ProvisioningFailureOrder = words<ProvisioningFailureOrder>(
  "ProvisioningFailureOrder",
  "The order in which failing gateways are listed.",
  { OLDEST: "The longest failing first.", NEWEST: "Those that began to fail last first." },
);

export type InvitationOrder = queries.AgeOrder;
export const InvitationOrder = words<InvitationOrder>(
  "InvitationOrder",
  "The order in which invitations are listed.",
  { NEWEST: "The newest first.", OLDEST: "The oldest first." },
);

export type JoinRequestOrder = queries.AgeOrder;
export const JoinRequestOrder = words<JoinRequestOrder>(
  "JoinRequestOrder",
  "The order in which join requests are listed.",
  { OLDEST: "The longest waiting first.", NEWEST: "The newest first." },
);

export type MemberOrder = queries.MemberOrder;
export const MemberOrder = words<MemberOrder>("MemberOrder", "The order in which members are listed.", {
  JOINED_OLDEST: "By joining, the first first.",
  JOINED_NEWEST: "By joining, the last first.",
  NAME: byName,
});

export type PartnerOrder = queries.PartnerOrder;
export const PartnerOrder = words<PartnerOrder>("PartnerOrder", "The order in which companies are listed.", {
  NEWEST: "By founding, the newest first.",
  OLDEST: "By founding, the oldest first.",
  NAME: "By legal name, as people sort; those without one first.",
});

export type AccessTokenOrder = queries.AccessTokenOrder;
export const AccessTokenOrder = words<AccessTokenOrder>(
  "AccessTokenOrder",
  "The order in which access tokens are listed.",
  { NEWEST: "The newest first.", NAME: byName, EXPIRES_SOONEST: "Those that expire first first." },
);

export type ApiProductOrder = queries.ProductOrder;
export const ApiProductOrder = words<ApiProductOrder>(
  "ApiProductOrder",
  "The order in which products are listed.",
  { NAME: byName, NEWEST: "Those added last first." },
);

export type ApiEnvironmentOrder = queries.EnvironmentOrder;
export const ApiEnvironmentOrder = words<ApiEnvironmentOrder>(
  "ApiEnvironmentOrder",
  "The order in which environments are listed.",
  {
    INSTITUTION: "By institution, and within each by name, as people sort.",
    NAME: byName,
    NEWEST: "Those added last first.",
  },
);
