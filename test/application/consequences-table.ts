import { mention } from "../../src/application/consequences/audit/mentions.js";
import type { DomainEvent } from "../../src/application/domain-event.js";
import type { ClientApplicationEvent } from "../../src/domain/client-application/events.js";
import type { Id } from "../../src/domain/id.js";

type EventOf<Type> = Extract<DomainEvent, { type: Type }>;
type OfApplication = "applicationId" | "partnerId" | "version" | "ownerIds";
type Facts<Type> = Omit<
  EventOf<Type>,
  "type" | (Type extends ClientApplicationEvent["type"] ? OfApplication : "partnerId")
>;

/** What follows from an event with these facts; what is left out does not. */
export interface Consequences<Type = DomainEvent["type"]> {
  readonly facts: Facts<Type>;
  /** The trail's action and sentence (R33). */
  readonly audit?: readonly [action: string, sentence: string];
  /** What the owners are told: the subject, then what it means for them. */
  readonly notice?: readonly [headline: string, consequence: string];
  /** Who is said to have done it; the actor when left out. */
  readonly by?: string;
  /** Who is told besides the owners. */
  readonly also?: readonly Id<"dev">[];
  /** The other jobs' keys; a "!" for those that go first because they stop something. */
  readonly work?: readonly string[];
}

type Table<Type extends DomainEvent["type"]> = { readonly [Each in Type]: readonly Consequences<Each>[] };

const made = "Its credentials are being created; you will get an e-mail as soon as they work.";
const removed = "The keys for what was removed no longer work.";
const added =
  "New keys are being created, after approval where that is needed; you will get an e-mail once they work.";
const key = { id: "key_1", productId: "prd_a", environmentId: "env_d", preview: "ptc…1" } as const;
const at = new Date("2026-03-01T09:00:00Z");
const production = { grantId: "grt_1", environmentId: "env_p" } as const;
const newest = { ...production, preview: "ptc…2", isRetiring: false, isIdle: false } as const;
const retiring = { ...newest, preview: null, isRetiring: true } as const;
const request = { ...production, accessRequestId: "req_1", productIds: ["prd_a"] } as const;
const unchanged = {
  details: [],
  addedProductIds: [],
  removedProductIds: [],
  addedEnvironmentIds: [],
  removedEnvironmentIds: [],
  affectedEnvironmentIds: [],
  awaitingEnvironmentIds: [],
  reviewEnvironmentIds: [],
};

/** `app_1` is called Ledger, and was called Journal before. Every event there is: one without a row does not compile. */
export const ofApplications: Table<ClientApplicationEvent["type"]> = {
  ClientApplicationRegistered: [
    {
      facts: {
        environmentIds: ["env_d", "env_p"],
        grantedEnvironmentIds: ["env_d"],
        awaitingEnvironmentIds: ["env_p"],
      },
      audit: ["REGISTERED", "registered Ledger for Development, Production"],
      work: ["provision:app_1:env_d", "digest-access-requests"],
    },
    {
      facts: { environmentIds: ["env_d"], grantedEnvironmentIds: ["env_d"], awaitingEnvironmentIds: [] },
      audit: ["REGISTERED", "registered Ledger for Development"],
      work: ["provision:app_1:env_d"],
    },
  ],
  ClientApplicationEdited: [
    {
      facts: { ...unchanged, details: ["name"] },
      audit: ["EDITED", "edited Journal: name, to Ledger"],
    },
    {
      facts: { ...unchanged, details: ["description", "siteUrl"], reviewEnvironmentIds: ["env_p"] },
      audit: ["EDITED", "edited Journal: description; site URL"],
      work: ["digest-access-requests"],
    },
    {
      facts: { ...unchanged, details: ["redirectUrls"], affectedEnvironmentIds: ["env_d"] },
      audit: ["EDITED", "edited Journal: redirect URLs"],
      notice: ["changed", "From now on, its users are sent to the new redirect URLs."],
      work: ["provision:app_1:env_d!"],
    },
    {
      facts: { ...unchanged, removedProductIds: ["prd_a", "prd_t"], affectedEnvironmentIds: ["env_d"] },
      audit: ["EDITED", "edited Journal: removed Accounts, Transfers"],
      notice: ["changed", removed],
      work: ["provision:app_1:env_d!"],
    },
    {
      facts: {
        ...unchanged,
        details: ["redirectUrls"],
        addedEnvironmentIds: ["env_p"],
        awaitingEnvironmentIds: ["env_p"],
      },
      audit: ["EDITED", "edited Journal: redirect URLs; added Production"],
      notice: ["changed", added],
      work: ["digest-access-requests"],
    },
    {
      facts: {
        ...unchanged,
        details: ["name", "redirectUrls"],
        addedProductIds: ["prd_a"],
        removedProductIds: ["prd_t"],
        addedEnvironmentIds: ["env_p"],
        removedEnvironmentIds: ["env_d"],
        affectedEnvironmentIds: ["env_d"],
      },
      audit: [
        "EDITED",
        "edited Journal: name, to Ledger; redirect URLs; added Accounts, Production; removed Transfers, Development",
      ],
      notice: ["changed", `${removed} ${added}`],
      work: ["provision:app_1:env_d!"],
    },
  ],
  ClientApplicationDeactivated: [
    {
      facts: { environmentIds: ["env_d", "env_p"] },
      audit: ["DEACTIVATED", "deactivated Ledger"],
      notice: ["deactivated", "None of its keys and credentials work until one of its owners restores it."],
      work: ["provision:app_1:env_d!", "provision:app_1:env_p!"],
    },
  ],
  ClientApplicationRestored: [
    {
      facts: { environmentIds: ["env_d"] },
      audit: ["RESTORED", "restored Ledger"],
      notice: ["restored", "All keys and credentials that worked before work again."],
      work: ["provision:app_1:env_d"],
    },
  ],
  ClientApplicationDeleted: [
    {
      facts: { environmentIds: ["env_d"] },
      audit: ["DELETED", "deleted Ledger for good"],
      notice: [
        "deleted",
        "All of its keys and credentials have stopped working and been destroyed. This cannot be undone.",
      ],
      work: ["provision:app_1:env_d!"],
    },
  ],
  CoOwnerAdded: [
    {
      facts: { developerId: "dev_c" },
      audit: ["CO_OWNER_ADDED", `made ${mention("dev_c")} a co-owner of Ledger`],
      notice: ["a new co-owner", "Co-owners see its keys and credentials, and may change and delete it."],
    },
  ],
  CoOwnerRemoved: [
    { isOwnWish: false, sentence: `removed ${mention("dev_c")} from the co-owners of Ledger` },
    { isOwnWish: true, sentence: "stopped being a co-owner of Ledger" },
  ].map(({ isOwnWish, sentence }) => ({
    facts: { developerId: "dev_c", isOwnWish },
    audit: ["CO_OWNER_REMOVED", sentence],
    notice: [
      "one co-owner fewer",
      "A former co-owner can no longer view its keys, but may still know those viewed before. Rotate them if that matters.",
    ],
    also: ["dev_c"],
  })),
  OwnershipTransferred: [
    {
      facts: { developerId: "dev_b" },
      audit: ["OWNERSHIP_TRANSFERRED", `transferred the ownership of Ledger to ${mention("dev_b")}`],
      notice: ["a new owner", "Only the owner may transfer the ownership or remove co-owners."],
    },
  ],
  CredentialsIssued: [
    {
      facts: { environmentId: "env_d", keyCount: 2 },
      audit: ["CREDENTIALS_ISSUED", "issued 2 API keys of Ledger for Development"],
    },
    {
      facts: { environmentId: "env_d", keyCount: 1 },
      audit: ["CREDENTIALS_ISSUED", "issued an API key of Ledger for Development"],
    },
  ],
  EnvironmentWentLive: [
    {
      facts: { environmentId: "env_d", keyIds: ["key_1", "key_2"] },
      audit: ["KEYS_LIVE", "made all keys of Ledger in Development live"],
      work: ["announce:key_1"],
    },
  ],
  AccessApproved: [
    {
      facts: request,
      audit: ["ACCESS_APPROVED", "approved the access of Ledger to Production"],
      notice: ["access to Production is approved", made],
      by: "An operator",
      work: ["provision:app_1:env_p"],
    },
  ],
  AccessApprovedByPolicy: [
    {
      facts: request,
      audit: [
        "ACCESS_APPROVED",
        "approved the access of Ledger to Production, which needs no approval any more",
      ],
      notice: ["access to Production is approved", made],
      by: "Portico",
    },
  ],
  AccessRejected: [
    {
      facts: { ...request, reason: "No contract." },
      audit: ["ACCESS_REJECTED", "rejected the access of Ledger to Production: No contract."],
      notice: [
        "access to Production is refused",
        "Nothing is issued there. You can ask again, with a note that addresses the reason.",
      ],
      by: "An operator",
    },
  ],
  AccessRequestedAgain: [
    {
      facts: request,
      audit: ["ACCESS_REQUESTED_AGAIN", "asked again for the access of Ledger to Production"],
      work: ["provision:app_1:env_p", "digest-access-requests"],
    },
  ],
  AccessChangesSeen: [
    {
      facts: request,
      audit: ["ACCESS_CHANGES_SEEN", "reviewed what had changed in Ledger since its approval for Production"],
    },
  ],
  ProvisioningRetried: [
    {
      facts: production,
      audit: ["PROVISIONING_RETRIED", "told the gateway of Production about Ledger again"],
      work: ["provision:app_1:env_p"],
    },
  ],
  RatePlanGiven: [
    {
      facts: { productId: "prd_a", ratePlanId: null },
      audit: ["RATE_PLAN_GIVEN", "gave Ledger the default rate plan for Accounts"],
      notice: [
        "another rate plan",
        "From now on, its keys for Accounts may be used as often as that plan says.",
      ],
      by: "An operator",
    },
  ],
  ApiKeyRevealed: [
    {
      facts: { apiKeyId: "key_1", preview: "ptc…1" },
      audit: ["API_KEY_REVEALED", "viewed the API key ptc…1 of Ledger"],
    },
  ],
  ClientSecretRevealed: [
    {
      facts: { grantId: "grt_1", preview: "ptc…2" },
      audit: ["CLIENT_SECRET_REVEALED", "viewed the client secret ptc…2 of Ledger"],
    },
  ],
  RevealRefused: [
    {
      facts: { what: "API_KEY", subjectId: "key_1", code: "NOT_AN_OWNER" },
      audit: ["REVEAL_REFUSED", "tried to view an API key of Ledger and was refused (NOT_AN_OWNER)"],
    },
    {
      facts: { what: "CLIENT_SECRET", subjectId: "grt_1", code: "NOT_ISSUED" },
      audit: ["REVEAL_REFUSED", "tried to view a client secret of Ledger and was refused (NOT_ISSUED)"],
    },
  ],
  ApiKeyLeaked: [
    {
      facts: { key, source: "SCANNER", url: "https://code.example/ledger/.env", isRevoked: true },
      audit: [
        "API_KEY_LEAKED",
        "heard from a secret scanner that the API key for Accounts in Development (ptc…1) of Ledger is public, at https://code.example/ledger/.env; it was revoked",
      ],
      notice: [
        "an API key is public",
        "Whoever has read it can use it no longer, and neither can you: rotating it creates a new one. Remove it where it was found.",
      ],
      work: ["provision:app_1:env_d!", "leaked:key_1"],
    },
    {
      facts: { key, source: "PERSON", url: null, isRevoked: false },
      audit: [
        "API_KEY_LEAKED",
        "heard from somebody who found it that the API key for Accounts in Development (ptc…1) of Ledger is public",
      ],
      notice: [
        "an API key is public",
        "It still works, also for whoever has read it. Rotate it with an overlap as short as you can, or revoke it now, and remove it where it was found.",
      ],
      work: ["leaked:key_1"],
    },
  ],
  ClientSecretLeaked: [
    {
      facts: { ...newest, source: "SCANNER", url: "https://code.example/ledger/.env", isRevoked: true },
      audit: [
        "CLIENT_SECRET_LEAKED",
        "heard from a secret scanner that the client secret of Ledger in Production (ptc…2) is public, at https://code.example/ledger/.env; it was revoked",
      ],
      notice: [
        "a client secret is public",
        "The client credentials were revoked: whoever has read the secret can use it no longer, and neither can you. Rotating it creates new ones, with another client ID. Remove it where it was found.",
      ],
      work: ["provision:app_1:env_p!", "leaked:grt_1.3"],
    },
    {
      facts: { ...newest, source: "PERSON", url: null, isRevoked: false },
      audit: [
        "CLIENT_SECRET_LEAKED",
        "heard from somebody who found it that the client secret of Ledger in Production (ptc…2) is public",
      ],
      notice: [
        "a client secret is public",
        "It still works, also for whoever has read it. Rotate it with an overlap as short as you can, and remove it where it was found.",
      ],
      work: ["leaked:grt_1.3"],
    },
    {
      facts: { ...newest, isIdle: true, source: "PERSON", url: null, isRevoked: false },
      audit: [
        "CLIENT_SECRET_LEAKED",
        "heard from somebody who found it that the client secret of Ledger in Production (ptc…2) is public",
      ],
      notice: [
        "a client secret is public",
        "It opens nothing while the client shows who it is by keys. Rotate it, and remove it where it was found.",
      ],
      work: ["leaked:grt_1.3"],
    },
    {
      facts: { ...retiring, source: "PERSON", url: null, isRevoked: true },
      audit: [
        "CLIENT_SECRET_LEAKED",
        "heard from somebody who found it that the client secret of Ledger in Production before the last rotation is public; it was revoked",
      ],
      notice: [
        "a client secret is public",
        "It was the one before the last rotation, and works no longer: use the newest one. Remove it where it was found.",
      ],
      work: ["provision:app_1:env_p!", "leaked:grt_1.3"],
    },
    {
      facts: { ...retiring, source: "PERSON", url: null, isRevoked: false },
      audit: [
        "CLIENT_SECRET_LEAKED",
        "heard from somebody who found it that the client secret of Ledger in Production before the last rotation is public",
      ],
      notice: [
        "a client secret is public",
        "It is the one before the last rotation, and works until its end, also for whoever has read it. Rotating once more, with no overlap, stops it before. Remove it where it was found.",
      ],
      work: ["leaked:grt_1.3"],
    },
  ],
  ApiKeyLimited: [
    {
      facts: { key, networks: ["192.0.2.0/24", "2001:db8::/32"] },
      audit: [
        "API_KEY_LIMITED",
        "limited the API key for Accounts in Development (ptc…1) of Ledger to 192.0.2.0/24, 2001:db8::/32",
      ],
      notice: [
        "an API key was limited to networks",
        "Calls with this key from any other address are refused.",
      ],
      work: ["provision:app_1:env_d!"],
    },
    {
      facts: { key, networks: [] },
      audit: [
        "API_KEY_LIMITED",
        "let the API key for Accounts in Development (ptc…1) of Ledger be used from anywhere",
      ],
      notice: [
        "an API key works from anywhere",
        "Calls with this key are no longer refused for the address that they come from.",
      ],
      work: ["provision:app_1:env_d!"],
    },
  ],
  ApiKeyRevoked: [
    { preview: "ptc…1", called: "the API key for Accounts in Development (ptc…1)" },
    { preview: null, called: "the API key for Accounts in Development" },
  ].map(({ preview, called }) => ({
    facts: { key: { ...key, preview } },
    audit: ["API_KEY_REVOKED", `revoked ${called} of Ledger`],
    notice: ["an API key was revoked", "The key no longer works. Rotating it creates a new one."],
    work: ["provision:app_1:env_d!"],
  })),
  ApiKeyRotated: [
    { hours: 0, sentence: "rotated * of Ledger; the old key stopped working at once" },
    { hours: 1, sentence: "rotated * of Ledger; the old key works for 1 more hour" },
    { hours: 24, sentence: "rotated * of Ledger; the old key works for 24 more hours" },
    { hours: 0, wasRevoked: true, sentence: "replaced * of Ledger, which was revoked" },
  ].map(({ hours: overlapHours, wasRevoked = false, sentence }) => ({
    facts: { key, overlapHours, wasRevoked },
    audit: ["API_KEY_ROTATED", sentence.replace("*", "the API key for Accounts in Development (ptc…1)")],
    notice: ["an API key was rotated", made],
    work: ["provision:app_1:env_d!"],
  })),
  GrantCredentialsRevoked: [
    { keyCount: 1, keys: "an API key" },
    { keyCount: 2, keys: "2 API keys" },
  ].map(({ keyCount, keys }) => ({
    facts: { grantId: "grt_1", environmentId: "env_d", keyCount },
    audit: [
      "GRANT_CREDENTIALS_REVOKED",
      `revoked everything of Ledger in Development: the client credentials and ${keys}`,
    ],
    notice: [
      "everything was revoked in Development",
      "The keys and client credentials there no longer work. Rotating them creates new ones.",
    ],
    work: ["provision:app_1:env_d!"],
  })),
  ClientSecretRotated: [
    { hours: 0, sentence: "rotated the client secret of *; the old secret stopped working at once" },
    { hours: 2, sentence: "rotated the client secret of *; the old secret works for 2 more hours" },
    { hours: 0, wasRevoked: true, sentence: "replaced the client credentials of *, which were revoked" },
  ].map(({ hours: overlapHours, wasRevoked = false, sentence }) => ({
    facts: { grantId: "grt_1", environmentId: "env_d", overlapHours, wasRevoked },
    audit: ["CLIENT_SECRET_ROTATED", sentence.replace("*", "Ledger in Development")],
    notice: [
      "the client secret was rotated",
      "Sign in to view the new one, and use it in place of the old one.",
    ],
    work: ["provision:app_1:env_d!"],
  })),
  ClientKeysSet: [
    {
      facts: { grantId: "grt_1", environmentId: "env_d", method: "PRIVATE_KEY_JWT" },
      audit: ["CLIENT_KEYS_SET", "had Ledger show who it is in Development by private_key_jwt"],
      notice: [
        "the client shows who it is by keys",
        "Its client secret is not accepted any more while keys are set.",
      ],
    },
    {
      facts: { grantId: "grt_1", environmentId: "env_d", method: null },
      audit: ["CLIENT_KEYS_SET", "had Ledger show who it is in Development by its client secret"],
      notice: [
        "the client shows who it is by its secret again",
        "Its keys and certificates are not accepted any more.",
      ],
      work: ["provision:app_1:env_d!"],
    },
  ],
};

export const ofOthers: Table<Exclude<DomainEvent, ClientApplicationEvent>["type"]> = {
  PartnerFounded: [
    {
      facts: { developerId: "dev_a", domain: "acme.example" },
      audit: ["PARTNER_FOUNDED", "founded the company of acme.example"],
    },
  ],
  MemberJoined: [{ facts: { developerId: "dev_a" }, audit: ["MEMBER_JOINED", "joined the company"] }],
  MemberRoleChanged: [
    {
      facts: { developerId: "dev_b", role: "ADMIN" },
      audit: ["MEMBER_ROLE_CHANGED", `made ${mention("dev_b")} an ADMIN`],
    },
    {
      facts: { developerId: "dev_b", role: "MEMBER" },
      audit: ["MEMBER_ROLE_CHANGED", `made ${mention("dev_b")} a MEMBER instead of an ADMIN`],
    },
  ],
  MemberRemoved: [
    {
      facts: { developerId: "dev_b", isOwnWish: false, isForCause: false },
      audit: ["MEMBER_REMOVED", `removed ${mention("dev_b")} from the company`],
      work: ["tokens-left:prt_1:dev_b"],
    },
    {
      facts: { developerId: "dev_b", isOwnWish: false, isForCause: true },
      audit: ["MEMBER_REMOVED", `removed ${mention("dev_b")} from the company for cause`],
      work: ["tokens-left:prt_1:dev_b"],
    },
    {
      facts: { developerId: "dev_b", isOwnWish: true, isForCause: false },
      audit: ["MEMBER_REMOVED", "left the company"],
      work: ["tokens-left:prt_1:dev_b"],
    },
  ],
  JoinRequested: [
    {
      facts: { developerId: "dev_a", policy: "CONSENT" },
      audit: ["JOIN_REQUESTED", "asked to join the company"],
      work: ["join-request:dev_a"],
    },
    {
      facts: { developerId: "dev_a", policy: "INVITATION" },
      audit: ["JOIN_REQUESTED", "signed up without the invitation that the company asks for"],
    },
  ],
  JoinRequestAccepted: [
    {
      facts: { developerId: "dev_b" },
      audit: ["JOIN_REQUEST_ACCEPTED", `let ${mention("dev_b")} join the company`],
      work: ["join-decision:dev_b:accepted"],
    },
  ],
  JoinRequestDeclined: [
    {
      facts: { developerId: "dev_b" },
      audit: ["JOIN_REQUEST_DECLINED", `declined the request of ${mention("dev_b")} to join the company`],
      work: ["join-decision:dev_b:declined"],
    },
  ],
  JoinRequestForgotten: [{ facts: { developerId: "dev_b" } }],
  JoiningPolicyChosen: [
    {
      facts: { policy: "CONSENT" },
      audit: ["JOINING_POLICY_CHOSEN", "chose how colleagues join: CONSENT"],
    },
  ],
  DomainProofBegun: [
    {
      facts: { domain: "acme.test" },
      audit: ["DOMAIN_PROOF_BEGUN", "began to prove the domain acme.test"],
    },
  ],
  DomainProven: [
    {
      facts: { domain: "acme.example", isNew: false },
      audit: ["DOMAIN_PROVEN", "proved the domain acme.example"],
    },
    {
      facts: { domain: "acme.test", isNew: true },
      audit: ["DOMAIN_PROVEN", "proved the domain acme.test, which is the company's from now on"],
    },
  ],
  MemberMovedAway: [
    {
      facts: { developerId: "dev_a", successorId: "dev_b" },
      audit: ["MEMBER_MOVED_AWAY", "left the company: their address is another company's now"],
      work: ["departure:prt_1:dev_a", "tokens-left:prt_1:dev_a"],
    },
  ],
  PartnerSuspended: [
    {
      facts: { reason: "Fraud.", at },
      audit: ["PARTNER_SUSPENDED", "suspended the company: Fraud."],
      work: ["provision-partner:prt_1!", `members:prt_1:SUSPENDED:${at.toISOString()}`],
    },
  ],
  PartnerResumed: [
    {
      facts: { reason: "Settled.", at },
      audit: ["PARTNER_RESUMED", "resumed the company: Settled."],
      work: ["provision-partner:prt_1", `members:prt_1:RESUMED:${at.toISOString()}`],
    },
  ],
  AdminAppointed: [
    {
      facts: { developerId: "dev_b", isNew: false, reason: "They asked.", at },
      audit: ["ADMIN_APPOINTED", `appointed ${mention("dev_b")} an ADMIN: They asked.`],
      work: [`members:prt_1:ADMIN_APPOINTED:${at.toISOString()}`],
    },
  ],
  MembershipConcluded: [
    {
      facts: {
        developerId: "dev_b",
        successorId: "dev_a",
        applicationIds: ["app_1"],
        invitationIds: ["inv_1"],
        at,
      },
      work: [`handover:dev_b:${at.toISOString()}`],
    },
  ],
  FormerMemberRemembered: [{ facts: {} }],
  InviteeForgotten: [{ facts: { invitationIds: ["inv_1"] } }],
  PartnerDissolved: [
    {
      facts: { developerId: "dev_a", domains: ["acme.example", "acme.test"] },
      audit: ["PARTNER_DISSOLVED", "dissolved the company of acme.example, acme.test"],
    },
  ],
  CompanyDetailsUpdated: [{ facts: {}, audit: ["COMPANY_DETAILS_UPDATED", "updated the company details"] }],
  InvitationSent: [
    {
      facts: { invitationId: "inv_1", count: 1 },
      audit: ["INVITATION_SENT", `invited ${mention("inv_1")} to join`],
      work: ["invitation:inv_1:1"],
    },
    {
      facts: { invitationId: "inv_1", count: 2 },
      audit: ["INVITATION_RESENT", `sent the invitation to ${mention("inv_1")} again`],
      work: ["invitation:inv_1:2"],
    },
  ],
  InvitationWithdrawn: [
    {
      facts: { invitationId: "inv_1" },
      audit: ["INVITATION_WITHDRAWN", `withdrew the invitation to ${mention("inv_1")}`],
    },
  ],
  OperatorGranted: [
    { facts: { developerId: "dev_b" }, audit: ["OPERATOR_GRANTED", `made ${mention("dev_b")} an operator`] },
    {
      facts: { developerId: null },
      audit: ["OPERATOR_GRANTED", "made someone who has not registered yet an operator"],
    },
  ],
  OperatorRevoked: [
    {
      facts: { developerId: "dev_b", isOwnWish: false },
      audit: ["OPERATOR_REVOKED", `removed ${mention("dev_b")} from the operators`],
    },
    {
      facts: { developerId: "dev_b", isOwnWish: true },
      audit: ["OPERATOR_REVOKED", "gave up being an operator"],
    },
  ],
  DeveloperAdmitted: [{ facts: { developerId: "dev_a" } }],
  IdentityLinked: [
    {
      facts: { developerId: "dev_a", issuer: "https://id.example" },
      audit: ["IDENTITY_LINKED", "signed in through https://id.example for the first time"],
    },
  ],
  AddressFollowed: [
    {
      facts: { developerId: "dev_a", issuer: "https://id.example" },
      audit: ["ADDRESS_FOLLOWED", "has another address now, as https://id.example says"],
    },
  ],
  AddressMoved: [
    {
      facts: { developerId: "dev_a" },
      audit: [
        "ADDRESS_MOVED",
        "moved to another address, which ended all other sessions and all access tokens",
      ],
    },
  ],
  ProfileUpdated: [{ facts: { developerId: "dev_a" }, audit: ["PROFILE_UPDATED", "updated the profile"] }],
  TermsAccepted: [
    {
      facts: { developerId: "dev_a", version: "2" },
      audit: ["TERMS_ACCEPTED", "accepted the terms, version 2"],
    },
  ],
  PasswordChanged: [
    {
      facts: { developerId: "dev_a" },
      audit: [
        "PASSWORD_CHANGED",
        "chose a new password, which ended all other sessions and all access tokens",
      ],
    },
  ],
  AccessEnded: [
    {
      facts: { developerId: "dev_b", reason: "Stolen.", at },
      audit: ["ACCESS_ENDED", `ended all sessions and access tokens of ${mention("dev_b")}: Stolen.`],
      work: [`tell:dev_b.ACCESS_ENDED.${at.toISOString()}`],
    },
  ],
  FactorsRemoved: [
    {
      facts: { developerId: "dev_b", at },
      audit: [
        "FACTORS_REMOVED",
        `removed the second factors of ${mention("dev_b")}, which ended all sessions and access tokens`,
      ],
      work: [`tell:dev_b.FACTORS_LOST.${at.toISOString()}`],
    },
  ],
  AccountDeleted: [{ facts: { developerId: "dev_a" }, audit: ["ACCOUNT_DELETED", "deleted the account"] }],
  ApiProductCreated: [
    { facts: { productId: "prd_a" }, audit: ["API_PRODUCT_CREATED", "created the API product Accounts"] },
  ],
  ApiProductUpdated: [
    {
      facts: { productId: "prd_a", fields: ["name", "apis"] },
      audit: ["API_PRODUCT_UPDATED", "updated the API product Account: name, apis"],
    },
    {
      facts: { productId: "prd_a", fields: ["embedIds"] },
      audit: ["API_PRODUCT_UPDATED", "updated the API product Account: embedIds"],
      work: ["tell-gateways:all"],
    },
  ],
  EnvironmentGatewayChosen: [
    {
      facts: { environmentId: "env_d", kind: "KONG" },
      audit: ["ENVIRONMENT_GATEWAY_CHOSEN", "chose a Kong gateway that is told for Development"],
      work: ["tell-gateways:env_d"],
    },
    {
      facts: { environmentId: "env_d", kind: "BUILT_IN" },
      audit: ["ENVIRONMENT_GATEWAY_CHOSEN", "chose gateways that ask Portico for Development"],
      work: ["tell-gateways:env_d"],
    },
  ],
  ApiEnvironmentCreated: [
    {
      facts: { environmentId: "env_d" },
      audit: ["API_ENVIRONMENT_CREATED", "created the environment Development"],
    },
  ],
  ApiEnvironmentUpdated: [
    {
      facts: { environmentId: "env_d", fields: ["name"] },
      audit: ["API_ENVIRONMENT_UPDATED", "updated the environment Dev: name"],
    },
    {
      facts: { environmentId: "env_d", fields: ["name", "accessPolicy"] },
      audit: ["API_ENVIRONMENT_UPDATED", "updated the environment Dev: name, accessPolicy"],
      work: ["provision-waiting:env_d"],
    },
  ],
  TermsPublished: [{ facts: { version: "2" }, audit: ["TERMS_PUBLISHED", "published the terms, version 2"] }],
  AccessTokenCreated: [
    {
      facts: { developerId: "dev_a", tokenId: "pat_1", scopes: ["READ", "WRITE"], createdAt: new Date(0) },
      audit: ["ACCESS_TOKEN_CREATED", "created the access token CI (READ, WRITE)"],
      work: ["tell:pat_1"],
    },
  ],
  AccessTokenRevoked: [
    {
      facts: { developerId: "dev_a", tokenId: "pat_1" },
      audit: ["ACCESS_TOKEN_REVOKED", "revoked the access token CI"],
    },
  ],
  AccessTokenLeaked: [
    {
      facts: {
        developerId: "dev_a",
        tokenId: "pat_1",
        source: "SCANNER",
        url: "https://code.example/.env",
        at,
      },
      audit: [
        "ACCESS_TOKEN_LEAKED",
        "heard from a secret scanner that the access token CI is public, at https://code.example/.env; it was revoked",
      ],
      work: ["tell:pat_1.leaked"],
    },
  ],
  AccessTokenEnded: [{ facts: { developerId: "dev_a", tokenId: "pat_1" } }],
  AccessTokenErased: [{ facts: { developerId: "dev_a", tokenId: "pat_1" } }],
  GatewayTokenCreated: [
    {
      facts: { tokenId: "gwt_1", environmentId: "env_d" },
      audit: ["GATEWAY_TOKEN_CREATED", "created the gateway token Edge of Development"],
    },
  ],
  GatewayTokenRevoked: [
    {
      facts: { tokenId: "gwt_1", environmentId: "env_d" },
      audit: ["GATEWAY_TOKEN_REVOKED", "revoked the gateway token Edge of Development"],
    },
  ],
  GatewayTokenLeaked: [
    {
      facts: { tokenId: "gwt_1", environmentId: "env_d", source: "PERSON", url: null, isRevoked: true },
      audit: [
        "GATEWAY_TOKEN_LEAKED",
        "heard from somebody who found it that the gateway token Edge of Development is public; it was revoked",
      ],
      work: ["leaked:gwt_1"],
    },
    {
      facts: { tokenId: "gwt_1", environmentId: "env_d", source: "PERSON", url: null, isRevoked: false },
      audit: [
        "GATEWAY_TOKEN_LEAKED",
        "heard from somebody who found it that the gateway token Edge of Development is public",
      ],
      work: ["leaked:gwt_1"],
    },
  ],
  CompanyTokenCreated: [
    {
      facts: {
        tokenId: "pat_1",
        scopes: ["READ", "WRITE"],
        namedIds: ["app_1"],
        ownerIds: ["dev_a"],
        createdAt: new Date(0),
      },
      audit: ["ACCESS_TOKEN_CREATED", "created the company's access token CI (READ, WRITE) for Ledger"],
      work: ["company-token:pat_1"],
    },
  ],
  CompanyTokenRevoked: [
    {
      facts: { tokenId: "pat_1" },
      audit: ["ACCESS_TOKEN_REVOKED", "revoked the company's access token CI"],
    },
  ],
  CompanyTokenLeaked: [
    {
      facts: { tokenId: "pat_1", source: "PERSON", url: null, at },
      audit: [
        "ACCESS_TOKEN_LEAKED",
        "heard from somebody who found it that the company's access token CI is public; it was revoked",
      ],
      work: ["leaked-token:pat_1"],
    },
  ],
  CompanyTokenErased: [{ facts: { tokenId: "pat_1" } }],
};
