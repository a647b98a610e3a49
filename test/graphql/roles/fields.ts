import type { Cast, CompanyToken, Role as Roles, Subject } from "./cast.js";

/** What a company's tokens see is a table of its own. */
type Role = Exclude<Roles, CompanyToken>;

/** What a role sees: something, null, an empty list, nothing of the whole object, or an error's code. */
export type Sight = "value" | "null" | "empty" | "hidden" | "UNAUTHENTICATED" | "NOT_FOUND" | "FORBIDDEN";
export type Sights = Readonly<Record<Role, Sight>>;

/** An owner's tokens see what they see. */
const tokens = { "token READ": "value", "token WRITE": "value", "token SECRETS": "value" } as const;

/** R18: what all members of the company see, and operators; nobody else. */
const company: Sights = {
  "signed out": "UNAUTHENTICATED",
  "other company": "hidden",
  member: "value",
  "co-owner": "value",
  owner: "value",
  "removed member": "hidden",
  admin: "value",
  operator: "value",
  ...tokens,
};
/** What is not even the operators'. */
const members: Sights = { ...company, operator: "hidden" };
const membersList: Sights = { ...company, operator: "empty" };
const owners: Sights = { ...company, member: "null", admin: "null", operator: "null" };
const ownersList: Sights = { ...company, member: "empty", admin: "empty", operator: "empty" };
/** R35. */
const ownersAndOperators: Sights = { ...owners, operator: "value" };
const seenByOwnersAndOperators: Sights = { ...company, member: "hidden", admin: "hidden" };
/** Where the whole object is for owners. */
const ownersObject: Sights = { ...company, member: "hidden", admin: "hidden", operator: "hidden" };
const nobodys = (sight: Sight): Sights => ({
  ...company,
  ...(Object.fromEntries(
    ["member", "co-owner", "owner", "admin", "operator", ...Object.keys(tokens)].map((role) => [role, sight]),
  ) as Partial<Sights>),
});
const admins: Sights = { ...nobodys("empty"), admin: "value" };
/** R17: of all companies. */
const operators: Sights = {
  ...nobodys("FORBIDDEN"),
  "other company": "FORBIDDEN",
  "removed member": "FORBIDDEN",
  operator: "value",
};
/** Their own, also by their tokens. */
const owns: Sights = { ...nobodys("hidden"), owner: "value", ...tokens };
const ownsList: Sights = { ...nobodys("empty"), owner: "value", ...tokens };

/** What else there is to be seen. */
export interface Shown {
  readonly invitationId: string;
  readonly tokenId: string;
  readonly gatewayTokenId: string;
}

export interface TypeRow {
  /** How one comes to the object: what is asked, with `…` where the field stands. */
  readonly query: string;
  readonly id: (subject: Subject, cast: Cast, shown: Shown) => string;
  /** Every field of the type. */
  readonly fields: Readonly<Record<string, Sights>>;
}

const all = (sights: Sights, names: string) =>
  Object.fromEntries(names.split(" ").map((name) => [name, sights]));

const application = ({ id }: Subject) => id;
const partner = (_: Subject, { partnerId }: Cast) => partnerId;
const owner = (_: Subject, { ids }: Cast) => ids.owner;
const ofApplication = (path: string) => `query ($id: ID!) { at: clientApplication(id: $id) { ${path} } }`;
const ofNode = (type: string, path: string) =>
  `query ($id: ID!) { at: node(id: $id) { ... on ${type} { ${path} } } }`;

/** A day on which the keys were used. */
export const dayOfUse = "2026-11-01T00:00:00.000Z";
/** What fields with a series of usage are asked for. */
export const usedDay = `(from: "${dayOfUse}", to: "2026-11-01T12:00:00.000Z", step: DAY)`;

/** Every type that holds a company's data. */
export const typeRows: Readonly<Record<string, TypeRow>> = {
  ClientApplication: {
    query: ofApplication("…"),
    id: application,
    fields: {
      ...all(
        company,
        "id name description type authentication siteUrl redirectUrls status products grants partner usage",
      ),
      ...all(company, "owner coOwners viewerIsOwner viewerCan version createdAt updatedAt deletionImpact"),
      activity: ownersList,
    },
  },
  DeletionImpact: {
    query: ofApplication("deletionImpact { … }"),
    id: application,
    fields: all(company, "id liveKeys environments coOwners"),
  },
  Activity: {
    query: ofApplication("activity { edges { node { … } } }"),
    id: application,
    fields: {
      ...all(ownersObject, "id at actor address action summary clientApplication"),
      actingToken: {
        ...ownersObject,
        "co-owner": "null",
        owner: "null",
        "token READ": "null",
        "token WRITE": "null",
        "token SECRETS": "null",
      },
    },
  },
  AccessGrant: {
    query: ofNode("AccessGrant", "…"),
    id: ({ grantId }) => grantId,
    fields: {
      ...all(
        company,
        "id application environment status requestedAt requestNote decidedAt decisionReason requests apiKeys usage viewerCan",
      ),
      clientCredentials: owners,
      provisioningFailure: { ...nobodys("null"), operator: "value" },
    },
  },
  ClientCredentials: {
    query: ofNode("AccessGrant", "clientCredentials { … }"),
    id: ({ grantId }) => grantId,
    fields: {
      ...all(
        ownersObject,
        "id clientId hasSecret secretPreview issuedAt leakedAt retiringSecretExpiresAt retiringSecretLeakedAt tokenEndpoint authentication",
      ),
      // It shows who it is by its secret.
      ...all(
        {
          ...ownersObject,
          "co-owner": "null",
          owner: "null",
          "token READ": "null",
          "token WRITE": "null",
          "token SECRETS": "null",
        },
        "jwks jwksUri tlsSubject",
      ),
    },
  },
  ApiKey: {
    query: ofNode("ApiKey", "…"),
    id: ({ keyId }) => keyId,
    fields: {
      ...all(
        company,
        "id grant product environment status issuedAt expiresAt lastUsedAt usage revokedAt leakedAt viewerCan",
      ),
      preview: owners,
      networks: {
        ...owners,
        "co-owner": "empty",
        owner: "empty",
        "token READ": "empty",
        "token WRITE": "empty",
        "token SECRETS": "empty",
      },
      rateLimit: ownersAndOperators,
    },
  },
  RatePlan: {
    query: ofNode("ApiKey", "rateLimit { … }"),
    id: ({ keyId }) => keyId,
    fields: all(seenByOwnersAndOperators, "id name limits isDefault"),
  },
  RatePlanLimit: {
    query: ofNode("ApiKey", "rateLimit { limits { … } }"),
    id: ({ keyId }) => keyId,
    fields: all(seenByOwnersAndOperators, "requests seconds"),
  },
  UsagePoint: {
    query: ofNode("ApiKey", `usage${usedDay} { … }`),
    id: ({ keyId }) => keyId,
    fields: all(company, "at allowed denied deniedByCode"),
  },
  DenialCount: {
    query: ofNode("ApiKey", `usage${usedDay} { deniedByCode { … } }`),
    id: ({ keyId }) => keyId,
    fields: all(company, "code count"),
  },
  Partner: {
    query: ofNode("Partner", "…"),
    id: partner,
    fields: {
      ...all(
        company,
        "id domains domainsProven details joiningPolicy proposedJoiningPolicy suspension viewerCan",
      ),
      members: company,
      ...all(membersList, "applications invitations"),
      activity: admins,
      joinRequests: { ...admins, operator: "value" },
      domainProofs: admins,
      // There are some, which name this application.
      accessTokens: { ...ownersList, admin: "value" },
      // R6: of all companies.
      othersWithLegalName: { ...nobodys("empty"), operator: "value" },
    },
  },
  DomainProof: {
    query: ofNode("Partner", "domainProofs { … }"),
    id: partner,
    fields: all(
      { ...nobodys("hidden"), admin: "value" },
      "domain recordName recordValue expiresAt lookedUpAt",
    ),
  },
  PartnerSuspension: {
    query: ofNode("Partner", "suspension { … }"),
    id: partner,
    fields: all(company, "id at reason"),
  },
  CompanyDetails: {
    query: ofNode("Partner", "details { … }"),
    id: partner,
    fields: all(company, "id legalName website country contactEmail isComplete"),
  },
  Member: {
    query: ofNode("Partner", "members { edges { node { … } } }"),
    id: partner,
    fields: all(company, "id developer role joinedAt"),
  },
  Developer: {
    query: ofNode("Developer", "…"),
    id: owner,
    fields: {
      ...all(company, "id email displayName profile termsAcceptance partner role isOperator"),
      // They are a member already, and lack nothing.
      joining: nobodys("null"),
      missingRequirements: nobodys("empty"),
      accessTokens: ownsList,
    },
  },
  Profile: {
    query: ofNode("Developer", "profile { … }"),
    id: owner,
    fields: all(company, "id givenName familyName jobTitle phone isComplete"),
  },
  TermsAcceptance: {
    query: ofNode("Developer", "termsAcceptance { … }"),
    id: owner,
    fields: all(company, "id version acceptedAt isCurrent"),
  },
};

/** Types of which there is something else than an application to be shown. */
export const otherTypeRows: Readonly<Record<string, TypeRow>> = {
  Invitation: {
    query: ofNode("Invitation", "…"),
    id: (_, __, { invitationId }) => invitationId,
    fields: all(members, "id email status invitedBy createdAt expiresAt"),
  },
  JoinRequest: {
    query: ofNode("Partner", "joinRequests(filter: { isDeclined: true }) { edges { node { … } } }"),
    id: partner,
    fields: all(
      { ...nobodys("hidden"), admin: "value", operator: "value" },
      "id developer requestedAt declinedAt",
    ),
  },
  AccessToken: {
    query: ofNode("AccessToken", "…"),
    id: (_, __, { tokenId }) => tokenId,
    fields: {
      ...all(owns, "id name preview scopes owner createdAt expiresAt lastUsedAt revokedAt"),
      ...all(
        {
          ...nobodys("hidden"),
          owner: "null",
          "token READ": "null",
          "token WRITE": "null",
          "token SECRETS": "null",
        },
        "partner clientApplications createdBy",
      ),
    },
  },
  GatewayToken: {
    query: ofNode("GatewayToken", "…"),
    id: (_, __, { gatewayTokenId }) => gatewayTokenId,
    fields: all(
      { ...nobodys("hidden"), operator: "value" },
      "id name preview createdAt expiresAt lastUsedAt leakedAt revokedAt",
    ),
  },
  AccessRequest: {
    query: ofNode("AccessRequest", "…"),
    id: ({ requestId }) => requestId,
    fields: {
      ...all(company, "id products status requestedAt note decidedAt decisionReason"),
      ...all(company, "changedSinceDecision grant application partner"),
    },
  },
  ProvisioningFailure: {
    query: "{ at: provisioningFailures { edges { node { … } } } }",
    id: application,
    fields: {
      ...all(operators, "id grant application partner since lastFailedAt lastError"),
      // It is not being tried again.
      nextTryAt: { ...operators, operator: "null" },
    },
  },
};

/** Who finds by its id what they do not find where the row says: ADMINs find an application's trail in the company's. */
export const alsoById: Readonly<Record<string, readonly Role[]>> = { Activity: ["admin"] };

/** What a company's token sees differently from an owner of the application that it names, by type and field. */
export const companySights: Readonly<Record<string, Sight | Readonly<Record<string, Sight>>>> = {
  Partner: {
    members: "empty",
    invitations: "empty",
    accessTokens: "empty",
    suspension: "null",
  },
  // It works only while there is none.
  PartnerSuspension: "hidden",
  Member: "hidden",
  Developer: { accessTokens: "empty" },
  Invitation: "hidden",
  AccessToken: "hidden",
};

/** Types that hold no company's data, or only lead to those above. */
export const openTypes =
  /^(Api|ApiProduct|KeyLifetime|SignInProvider|ApiEnvironment|Terms|RateLimit|PageInfo)$|(Connection|Edge|Payload|Error|Change|Permissions?|InputCheck)$|^(PartnerPresent|PartnerUpdated|MemberJoined|MemberUpdated|MemberLeft|AccessRequestDecided)$|^ClientApplication(Registered|Updated|Deleted)$/;

export interface QueryRow {
  readonly query: string;
  readonly id?: TypeRow["id"];
  readonly sights: Sights;
}

const everybody: Sights = {
  ...nobodys("value"),
  "signed out": "value",
  "other company": "value",
  "removed member": "value",
};

/** Every query. */
export const queryRows: Readonly<Record<string, QueryRow>> = {
  me: { query: "{ at: me { id } }", sights: { ...everybody, "signed out": "hidden" } },
  node: { query: "query ($id: ID!) { at: node(id: $id) { id } }", id: application, sights: company },
  nodes: {
    query: "query ($id: ID!) { at: nodes(ids: [$id]) { id } }",
    id: application,
    sights: { ...everybody, "signed out": "UNAUTHENTICATED" },
  },
  clientApplication: { query: ofApplication("id"), id: application, sights: company },
  apiProducts: { query: "{ at: apiProducts { edges { node { id } } } }", sights: everybody },
  apiEnvironments: { query: "{ at: apiEnvironments { edges { node { id } } } }", sights: everybody },
  partners: { query: "{ at: partners { edges { cursor } } }", sights: operators },
  clientApplications: { query: "{ at: clientApplications { edges { cursor } } }", sights: operators },
  accessRequests: { query: "{ at: accessRequests { edges { cursor } } }", sights: operators },
  provisioningFailures: { query: "{ at: provisioningFailures { edges { cursor } } }", sights: operators },
  exportMyData: { query: "{ at: exportMyData }", sights: { ...everybody, "signed out": "UNAUTHENTICATED" } },
  apiProduct: { query: '{ at: apiProduct(slug: "accounts") { id } }', sights: everybody },
  apiEnvironment: { query: '{ at: apiEnvironment(slug: "uat") { id } }', sights: everybody },
  currentTerms: { query: "{ at: currentTerms { version } }", sights: everybody },
  checkRedirectUrl: {
    query: '{ at: checkRedirectUrl(url: "https://acme.example", type: WEB) { isAcceptable } }',
    sights: { ...everybody, "signed out": "UNAUTHENTICATED" },
  },
  isApplicationNameFree: {
    query: '{ at: isApplicationNameFree(name: "Any name") { isAcceptable } }',
    sights: { ...everybody, "signed out": "UNAUTHENTICATED" },
  },
  currentAccessToken: {
    query: "{ at: currentAccessToken { id } }",
    sights: {
      ...nobodys("hidden"),
      "signed out": "hidden",
      "token READ": "value",
      "token WRITE": "value",
      "token SECRETS": "value",
    },
  },
  rateLimit: { query: "{ at: rateLimit { remaining } }", sights: everybody },
};

/** Every subscription; what is not yours is told apart from what is unknown by nothing (R18). */
export const subscriptionRows: Readonly<Record<string, QueryRow>> = {
  partnerChanged: {
    query: "subscription { at: partnerChanged { partner { id } } }",
    sights: { ...everybody, "signed out": "UNAUTHENTICATED", "removed member": "NOT_FOUND" },
  },
  clientApplicationChanged: {
    query:
      "subscription ($id: ID!) { at: clientApplicationChanged(clientApplicationId: $id) { clientApplication { id } } }",
    id: application,
    sights: {
      ...company,
      "other company": "NOT_FOUND",
      "removed member": "NOT_FOUND",
      operator: "NOT_FOUND",
    },
  },
};
