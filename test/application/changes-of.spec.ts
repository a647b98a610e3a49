import { expect, it } from "@jest/globals";
import { changesOf, renamedBy } from "../../src/application/consequences/changes-of.js";
import type { DomainEvent } from "../../src/application/domain-event.js";
import { ofApplications, ofOthers } from "./consequences-table.js";

const changed = ["APPLICATION_CHANGED app_1"];
const nothing: string[] = [];

/** What whoever watches the partner is told of, after each event that there is. */
const expected: Readonly<Record<DomainEvent["type"], readonly string[]>> = {
  ClientApplicationRegistered: ["APPLICATION_REGISTERED app_1"],
  ClientApplicationEdited: changed,
  ClientApplicationDeactivated: changed,
  ClientApplicationRestored: changed,
  ClientApplicationDeleted: ["APPLICATION_DELETED app_1"],
  CredentialsIssued: changed,
  EnvironmentWentLive: changed,
  CoOwnerAdded: changed,
  CoOwnerRemoved: changed,
  OwnershipTransferred: changed,
  ApiKeyLeaked: changed,
  ClientSecretLeaked: changed,
  ApiKeyLimited: changed,
  ApiKeyRevoked: changed,
  ApiKeyRotated: changed,
  GrantCredentialsRevoked: changed,
  ClientSecretRotated: changed,
  ClientKeysSet: changed,
  AccessRequestedAgain: changed,
  AccessApproved: ["REQUEST_DECIDED req_1"],
  AccessApprovedByPolicy: ["REQUEST_DECIDED req_1"],
  AccessRejected: ["REQUEST_DECIDED req_1"],
  AccessChangesSeen: nothing,
  ProvisioningRetried: nothing,
  RatePlanGiven: changed,
  ApiKeyRevealed: nothing,
  ClientSecretRevealed: nothing,
  RevealRefused: nothing,
  PartnerFounded: ["MEMBER_JOINED dev_b"],
  MemberJoined: ["MEMBER_JOINED dev_b"],
  MemberRoleChanged: ["MEMBER_CHANGED dev_b"],
  AdminAppointed: ["MEMBER_CHANGED dev_b"],
  MemberRemoved: ["MEMBER_LEFT dev_b"],
  MemberMovedAway: ["MEMBER_LEFT dev_b"],
  JoinRequestAccepted: ["MEMBER_JOINED dev_b", "JOIN_REQUESTS_CHANGED"],
  JoinRequested: ["JOIN_REQUESTS_CHANGED"],
  JoinRequestDeclined: ["JOIN_REQUESTS_CHANGED"],
  JoinRequestForgotten: ["JOIN_REQUESTS_CHANGED"],
  CompanyDetailsUpdated: ["COMPANY_CHANGED"],
  JoiningPolicyChosen: ["COMPANY_CHANGED"],
  DomainProven: ["COMPANY_CHANGED"],
  InvitationSent: ["COMPANY_CHANGED"],
  InvitationWithdrawn: ["COMPANY_CHANGED"],
  InviteeForgotten: ["COMPANY_CHANGED"],
  MembershipConcluded: ["COMPANY_CHANGED"],
  PartnerSuspended: ["COMPANY_CHANGED"],
  PartnerResumed: ["COMPANY_CHANGED"],
  DomainProofBegun: nothing,
  FormerMemberRemembered: nothing,
  PartnerDissolved: nothing,
  DeveloperAdmitted: nothing,
  IdentityLinked: nothing,
  AddressFollowed: nothing,
  AddressMoved: nothing,
  ProfileUpdated: nothing,
  TermsAccepted: nothing,
  PasswordChanged: nothing,
  AccountDeleted: nothing,
  AccessEnded: nothing,
  FactorsRemoved: nothing,
  OperatorGranted: nothing,
  OperatorRevoked: nothing,
  AccessTokenCreated: nothing,
  AccessTokenRevoked: nothing,
  AccessTokenLeaked: nothing,
  AccessTokenEnded: nothing,
  AccessTokenErased: nothing,
  GatewayTokenCreated: nothing,
  GatewayTokenRevoked: nothing,
  GatewayTokenLeaked: nothing,
  CompanyTokenCreated: ["COMPANY_CHANGED"],
  CompanyTokenRevoked: ["COMPANY_CHANGED"],
  CompanyTokenLeaked: ["COMPANY_CHANGED"],
  CompanyTokenErased: nothing,
  ApiProductCreated: nothing,
  ApiProductUpdated: nothing,
  ApiEnvironmentCreated: nothing,
  ApiEnvironmentUpdated: nothing,
  EnvironmentGatewayChosen: nothing,
  TermsPublished: nothing,
};

const tables = { ...ofApplications, ...ofOthers } as Readonly<Record<string, readonly { facts: object }[]>>;
const rows = Object.entries(expected).flatMap(([type, told]) =>
  (tables[type] ?? []).map(({ facts }) => [type, facts, told] as const),
);

it.each(rows)("after %s, whoever watches the partner is told what is another", (type, facts, told) => {
  const common = { applicationId: "app_1", partnerId: "prt_1" };
  const event = { ...facts, developerId: "dev_b", ...common, type } as unknown as DomainEvent;
  const changes = changesOf(event);
  expect(changes.map(({ change }) => Object.values(change).join(" "))).toEqual(told);
  for (const { partnerId } of changes) expect(partnerId).toBe("prt_1");
});

it("whoever sees the name or address of somebody is told when it is another, wherever they are a member", () => {
  const renaming = rows.filter(([type, facts]) => {
    const event = { ...facts, developerId: "dev_b", type } as unknown as DomainEvent;
    return renamedBy(event).join() === "dev_b";
  });
  expect(renaming.map(([type]) => type)).toEqual(["AddressFollowed", "AddressMoved", "ProfileUpdated"]);
});

it("whoever an operator makes an ADMIN has joined by it, unless they were a member", () => {
  const event = {
    type: "AdminAppointed",
    partnerId: "prt_1",
    developerId: "dev_b",
    reason: "",
    at: new Date(0),
  };
  const kinds = [true, false].map((isNew) => changesOf({ ...event, isNew } as DomainEvent)[0]?.change.kind);
  expect(kinds).toEqual(["MEMBER_JOINED", "MEMBER_CHANGED"]);
});
