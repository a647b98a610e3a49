import { describe, expect, it } from "@jest/globals";
import { auditNoteOf } from "../../src/application/consequences/audit/note-of.js";
import { jobsAfter } from "../../src/application/consequences/jobs-after.js";
import { namedBy } from "../../src/application/consequences/named-by.js";
import type { DomainEvent } from "../../src/application/domain-event.js";

type EventOf<Type> = Extract<DomainEvent, { type: Type }>;
type Facts<Type> =
  EventOf<Type> extends { applicationId: string }
    ? Omit<EventOf<Type>, "type" | keyof typeof subject>
    : Omit<EventOf<Type>, "type" | "partnerId">;

interface Consequences<Type> {
  readonly facts: Facts<Type>;
  /** The trail's action and sentence (R33); null for none. */
  readonly audit: readonly [action: string, sentence: string] | null;
  /** What the owners are told: the subject, then what it means for them; null for no mail. */
  readonly notice: readonly [headline: string, consequence: string] | null;
  /** Job keys, those that stop something with a "!". */
  readonly work: readonly string[];
}

const subject = { applicationId: "app_1", partnerId: "prt_1", version: 3, ownerIds: ["dev_a", "dev_b"] };
const names: Readonly<Record<string, string>> = {
  app_1: "Ledger",
  prd_a: "Accounts",
  prd_t: "Transfers",
  env_d: "Development",
  env_p: "Production",
  pat_1: "CI",
};
const nameOf = (id: string) => names[id] ?? id;
const someone = (id: string) => `\u2068${id}\u2069`;
const made = "Its credentials are being made; you get a mail as soon as they work.";
const key = { id: "key_1", productId: "prd_a", environmentId: "env_d", preview: "ptc…1" };
const edit = {
  details: [],
  nameBefore: "Ledger",
  addedProductIds: [],
  removedProductIds: [],
  addedEnvironmentIds: [],
  removedEnvironmentIds: [],
  affectedEnvironmentIds: [],
  awaitingEnvironmentIds: [],
};

/** Every event there is: one without a row does not compile. */
const table: { readonly [Type in DomainEvent["type"]]: Consequences<Type> } = {
  ClientApplicationRegistered: {
    facts: {
      environmentIds: ["env_d", "env_p"],
      grantedEnvironmentIds: ["env_d"],
      awaitingEnvironmentIds: ["env_p"],
    },
    audit: ["REGISTERED", "registered Ledger for Development, Production"],
    notice: null,
    work: ["provision:app_1:env_d", "digest-access-requests"],
  },
  ClientApplicationEdited: {
    facts: {
      ...edit,
      details: ["name", "redirectUrls"],
      nameBefore: "Journal",
      addedProductIds: ["prd_a"],
      removedProductIds: ["prd_t"],
      addedEnvironmentIds: ["env_p"],
      affectedEnvironmentIds: ["env_d"],
      awaitingEnvironmentIds: ["env_p"],
    },
    audit: [
      "EDITED",
      "edited Journal: name, to Ledger; redirect URLs; added Accounts, Production; removed Transfers",
    ],
    notice: [
      "changed",
      "The keys for what was removed do not work any more. New keys are being made, after approval where that is needed; you get a mail once they work.",
    ],
    work: ["provision:app_1:env_d!", "digest-access-requests"],
  },
  ClientApplicationDeactivated: {
    facts: { environmentIds: ["env_d", "env_p"] },
    audit: ["DEACTIVATED", "deactivated Ledger"],
    notice: ["deactivated", "None of its keys and credentials works until one of its owners restores it."],
    work: ["provision:app_1:env_d!", "provision:app_1:env_p!"],
  },
  ClientApplicationRestored: {
    facts: { environmentIds: ["env_d"] },
    audit: ["RESTORED", "restored Ledger"],
    notice: ["restored", "All keys and credentials work again that worked before."],
    work: ["provision:app_1:env_d"],
  },
  ClientApplicationDeleted: {
    facts: { environmentIds: ["env_d"] },
    audit: ["DELETED", "deleted Ledger for good"],
    notice: [
      "deleted",
      "All of its keys and credentials have stopped working and are destroyed. This cannot be undone.",
    ],
    work: ["provision:app_1:env_d!"],
  },
  CoOwnerAdded: {
    facts: { developerId: "dev_c" },
    audit: ["CO_OWNER_ADDED", `made ${someone("dev_c")} a co-owner of Ledger`],
    notice: ["a new co-owner", "Co-owners see its keys and credentials, and may change and delete it."],
    work: [],
  },
  CoOwnerRemoved: {
    facts: { developerId: "dev_c", isOwnWish: false },
    audit: ["CO_OWNER_REMOVED", `removed ${someone("dev_c")} from the co-owners of Ledger`],
    notice: [
      "a co-owner less",
      "Who was removed cannot view its keys any more, but may still know those viewed before. Rotate them if that matters.",
    ],
    work: [],
  },
  OwnershipTransferred: {
    facts: { developerId: "dev_b" },
    audit: ["OWNERSHIP_TRANSFERRED", `transferred the ownership of Ledger to ${someone("dev_b")}`],
    notice: ["a new owner", "Only the owner may transfer the ownership and remove co-owners."],
    work: [],
  },
  CredentialsIssued: {
    facts: { environmentId: "env_d", keyCount: 2 },
    audit: ["CREDENTIALS_ISSUED", "issued 2 API keys of Ledger for Development"],
    notice: null,
    work: [],
  },
  EnvironmentWentLive: {
    facts: { environmentId: "env_d", keyIds: ["key_1"] },
    audit: ["KEYS_LIVE", "made all keys of Ledger in Development live"],
    notice: null,
    work: ["announce:key_1"],
  },
  AccessApproved: {
    facts: { grantId: "grt_1", environmentId: "env_p" },
    audit: ["ACCESS_APPROVED", "approved the access of Ledger to Production"],
    notice: ["access to Production is approved", made],
    work: ["provision:app_1:env_p"],
  },
  AccessRejected: {
    facts: { grantId: "grt_1", environmentId: "env_p", reason: "No contract." },
    audit: ["ACCESS_REJECTED", "rejected the access of Ledger to Production: No contract."],
    notice: [
      "access to Production is refused",
      "Nothing is issued there. You can ask again, with a note that answers the reason.",
    ],
    work: [],
  },
  AccessRequestedAgain: {
    facts: { grantId: "grt_1", environmentId: "env_p" },
    audit: ["ACCESS_REQUESTED_AGAIN", "asked again for the access of Ledger to Production"],
    notice: null,
    work: ["digest-access-requests"],
  },
  ProvisioningRetried: {
    facts: { grantId: "grt_1", environmentId: "env_p" },
    audit: ["PROVISIONING_RETRIED", "had the gateway of Production told of Ledger again"],
    notice: null,
    work: ["provision:app_1:env_p"],
  },
  ApiKeyRevealed: {
    facts: { apiKeyId: "key_1", preview: "ptc…1" },
    audit: ["API_KEY_REVEALED", "viewed the API key ptc…1 of Ledger"],
    notice: null,
    work: [],
  },
  ClientSecretRevealed: {
    facts: { grantId: "grt_1", preview: "ptc…2" },
    audit: ["CLIENT_SECRET_REVEALED", "viewed the client secret ptc…2 of Ledger"],
    notice: null,
    work: [],
  },
  RevealRefused: {
    facts: { what: "API_KEY", subjectId: "key_1", code: "NOT_AN_OWNER" },
    audit: ["REVEAL_REFUSED", "tried to view an API key of Ledger and was refused (NOT_AN_OWNER)"],
    notice: null,
    work: [],
  },
  ApiKeyRevoked: {
    facts: { key },
    audit: ["API_KEY_REVOKED", "revoked the API key for Accounts in Development (ptc…1) of Ledger"],
    notice: ["an API key was revoked", "The key does not work any more. Rotating it makes a new one."],
    work: ["provision:app_1:env_d!"],
  },
  ApiKeyRotated: {
    facts: { key, overlapHours: 24, wasRevoked: false },
    audit: [
      "API_KEY_ROTATED",
      "rotated the API key for Accounts in Development (ptc…1) of Ledger; the old key works 24 hours longer",
    ],
    notice: ["an API key was rotated", made],
    work: ["provision:app_1:env_d!"],
  },
  GrantCredentialsRevoked: {
    facts: { grantId: "grt_1", environmentId: "env_d", keyCount: 1 },
    audit: [
      "GRANT_CREDENTIALS_REVOKED",
      "revoked everything of Ledger in Development: the client credentials and an API key",
    ],
    notice: [
      "everything was revoked in Development",
      "The keys and client credentials there do not work any more. Rotating makes new ones.",
    ],
    work: ["provision:app_1:env_d!"],
  },
  ClientSecretRotated: {
    facts: { grantId: "grt_1", environmentId: "env_d", overlapHours: 0, wasRevoked: false },
    audit: [
      "CLIENT_SECRET_ROTATED",
      "rotated the client secret of Ledger in Development; the old secret stopped at once",
    ],
    notice: ["the client secret was rotated", "Sign in to view the new one, and put it in place of the old."],
    work: ["provision:app_1:env_d!"],
  },
  PartnerFounded: {
    facts: { developerId: "dev_a", domain: "acme.example" },
    audit: ["PARTNER_FOUNDED", "founded the company of acme.example"],
    notice: null,
    work: [],
  },
  MemberJoined: {
    facts: { developerId: "dev_a" },
    audit: ["MEMBER_JOINED", "joined the company"],
    notice: null,
    work: [],
  },
  MemberRoleChanged: {
    facts: { developerId: "dev_b", role: "ADMIN" },
    audit: ["MEMBER_ROLE_CHANGED", `made ${someone("dev_b")} an ADMIN`],
    notice: null,
    work: [],
  },
  MemberRemoved: {
    facts: { developerId: "dev_b", isOwnWish: false },
    audit: ["MEMBER_REMOVED", `removed ${someone("dev_b")} from the company`],
    notice: null,
    work: [],
  },
  CompanyDetailsUpdated: {
    facts: {},
    audit: ["COMPANY_DETAILS_UPDATED", "updated the company details"],
    notice: null,
    work: [],
  },
  InvitationSent: {
    facts: { invitationId: "inv_1", count: 2 },
    audit: ["INVITATION_RESENT", `sent the invitation to ${someone("inv_1")} again`],
    notice: null,
    work: ["invitation:inv_1:2"],
  },
  InvitationWithdrawn: {
    facts: { invitationId: "inv_1" },
    audit: ["INVITATION_WITHDRAWN", `withdrew the invitation to ${someone("inv_1")}`],
    notice: null,
    work: [],
  },
  DeveloperAdmitted: { facts: { developerId: "dev_a" }, audit: null, notice: null, work: [] },
  IdentityLinked: {
    facts: { developerId: "dev_a", issuer: "https://id.example" },
    audit: ["IDENTITY_LINKED", "signed in through https://id.example for the first time"],
    notice: null,
    work: [],
  },
  ProfileUpdated: {
    facts: { developerId: "dev_a" },
    audit: ["PROFILE_UPDATED", "updated the profile"],
    notice: null,
    work: [],
  },
  TermsAccepted: {
    facts: { developerId: "dev_a", version: "2" },
    audit: ["TERMS_ACCEPTED", "accepted the terms, version 2"],
    notice: null,
    work: [],
  },
  AccountDeleted: {
    facts: { developerId: "dev_a" },
    audit: ["ACCOUNT_DELETED", "deleted the account"],
    notice: null,
    work: [],
  },
  ApiProductCreated: {
    facts: { productId: "prd_a" },
    audit: ["API_PRODUCT_CREATED", "created the API product Accounts"],
    notice: null,
    work: [],
  },
  ApiProductUpdated: {
    facts: { productId: "prd_a", nameBefore: "Account", fields: ["name", "apis"] },
    audit: ["API_PRODUCT_UPDATED", "updated the API product Account: name, apis"],
    notice: null,
    work: [],
  },
  ApiEnvironmentCreated: {
    facts: { environmentId: "env_d" },
    audit: ["API_ENVIRONMENT_CREATED", "created the environment Development"],
    notice: null,
    work: [],
  },
  ApiEnvironmentUpdated: {
    facts: { environmentId: "env_d", nameBefore: "Dev", fields: ["name"] },
    audit: ["API_ENVIRONMENT_UPDATED", "updated the environment Dev: name"],
    notice: null,
    work: [],
  },
  TermsPublished: {
    facts: { version: "2" },
    audit: ["TERMS_PUBLISHED", "published the terms, version 2"],
    notice: null,
    work: [],
  },
  AccessTokenCreated: {
    facts: { developerId: "dev_a", tokenId: "pat_1", scopes: ["READ"] },
    audit: ["ACCESS_TOKEN_CREATED", "created the access token CI (READ)"],
    notice: null,
    work: [],
  },
  AccessTokenRevoked: {
    facts: { developerId: "dev_a", tokenId: "pat_1" },
    audit: ["ACCESS_TOKEN_REVOKED", "revoked the access token CI"],
    notice: null,
    work: [],
  },
};

const types = Object.keys(table) as DomainEvent["type"][];

function eventOf(type: DomainEvent["type"], facts: object = table[type].facts): DomainEvent {
  const isOfApplication = types.indexOf(type) < types.indexOf("PartnerFounded");
  const { partnerId } = subject;
  return { ...(isOfApplication ? subject : { partnerId }), type, ...facts } as unknown as DomainEvent;
}

function consequencesOf(event: DomainEvent) {
  const note = auditNoteOf(event, nameOf);
  const jobs = jobsAfter(event, "dev_a", nameOf);
  const notice = jobs.find(({ name }) => name === "notify-owners")?.payload as
    | { headline: string; consequence: string }
    | undefined;
  return {
    audit: note && [note.action, note.summary],
    notice: notice ? [notice.headline, notice.consequence] : null,
    work: jobs
      .filter(({ name }) => name !== "notify-owners")
      .map((job) => `${job.key}${job.priority < 0 ? "!" : ""}`),
  };
}

describe("what follows from an event (R16, R29, R32, R33)", () => {
  it.each(types)("%s", (type) => {
    const { facts: _, ...expected } = table[type];
    expect(consequencesOf(eventOf(type))).toEqual(expected);
  });

  it("is no secret, and no name but those looked up", () => {
    for (const type of types) {
      const summary = auditNoteOf(eventOf(type), (id) => `<${id}>`)?.summary ?? "";
      for (const name of ["Ledger", "Accounts", "Development", "CI"]) {
        if (!JSON.stringify(table[type].facts).includes(name)) expect(summary).not.toContain(name);
      }
    }
  });

  it("names what its sentences name, and nothing else", () => {
    const named = (type: DomainEvent["type"]) => [...namedBy([eventOf(type)])].sort();
    expect(named("ApiKeyRevoked")).toEqual(["app_1", "env_d", "prd_a"]);
    expect(named("ClientApplicationEdited")).toEqual(["app_1", "env_p", "prd_a", "prd_t"]);
    expect(named("MemberJoined")).toEqual([]);
  });
});

describe("an edit", () => {
  it.each([
    [{ details: ["name"] }, null],
    [{ details: ["description", "siteUrl"] }, null],
    [{ details: ["redirectUrls"] }, "Its users are sent to the new redirect URLs from now on."],
    [{ removedProductIds: ["prd_a"] }, "The keys for what was removed do not work any more."],
    [
      { addedEnvironmentIds: ["env_p"], details: ["redirectUrls"] },
      "New keys are being made, after approval where that is needed; you get a mail once they work.",
    ],
  ])("of %j tells the owners %j", (facts, consequence) => {
    const { notice } = consequencesOf(eventOf("ClientApplicationEdited", { ...edit, ...facts }));
    expect(notice).toEqual(consequence && ["changed", consequence]);
  });
});
