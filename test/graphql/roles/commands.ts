import { byId } from "../../support/references.js";
import type { Cast, Role, Subject } from "./cast.js";

/** "OK", the code of a user error, or of a top-level error. */
export type Outcome = string;

export interface CommandRow {
  readonly mutation: string;
  readonly input: (subject: Subject, cast: Cast, prepared: Prepared) => object;
  /** What is asked of the payload; it is null when the command was refused. */
  readonly selection: string;
  readonly outcomes: Readonly<Record<Role, Outcome>>;
  /** What has to be there before; what it gives, the input may name. */
  readonly before?: (subject: Subject, cast: Cast) => Promise<Prepared | undefined>;
  /** The id in the input, for comparing with an unknown one; left out when the command is about no application. */
  readonly reference?: keyof typeof kinds;
}

/** Which kind of id an input names what it is about by. */
export const kinds = {
  clientApplicationId: "app",
  apiKeyId: "key",
  grantId: "grt",
  accessRequestId: "req",
  invitationId: "inv",
  accessTokenId: "pat",
  developerId: "dev",
} as const;

export const isAboutApplication = ({ reference = "accessTokenId" }: CommandRow): boolean =>
  ["clientApplicationId", "apiKeyId", "grantId"].includes(reference);

/** Something that was made for one cell. */
export interface Prepared {
  readonly id?: string;
}

/** R18, R21. The owner's tokens may what their scopes allow; an operator is of another company. */
export const owners = {
  "signed out": "UNAUTHENTICATED",
  "other company": "NOT_FOUND",
  member: "NOT_AN_OWNER",
  "co-owner": "OK",
  owner: "OK",
  "removed member": "NOT_A_MEMBER",
  admin: "NOT_AN_OWNER",
  operator: "NOT_FOUND",
  "token READ": "FORBIDDEN",
  "token WRITE": "OK",
  "token SECRETS": "OK",
  "company READ": "FORBIDDEN",
  "company WRITE": "OK",
  "company SECRETS": "OK",
};

/** R20: who owns what is for people to say. */
const companyForbidden = { "company WRITE": "FORBIDDEN", "company SECRETS": "FORBIDDEN" };

/** Revealing and rotating need the scope SECRETS. */
const secrets = { ...owners, "token WRITE": "FORBIDDEN", "company WRITE": "FORBIDDEN" };

export const everybody = {
  "signed out": "UNAUTHENTICATED",
  "other company": "OK",
  member: "OK",
  "co-owner": "OK",
  owner: "OK",
  "removed member": "OK",
  admin: "OK",
  operator: "OK",
  "token READ": "FORBIDDEN",
  "token WRITE": "OK",
  "token SECRETS": "OK",
  "company READ": "FORBIDDEN",
  ...companyForbidden,
};

let count = 0;

const whole = "clientApplication { id }";
const ofApplication = ({ id }: Subject) => ({ clientApplicationId: id });
const application = {
  input: ofApplication,
  selection: whole,
  outcomes: owners,
  reference: "clientApplicationId",
} as const;
const ofKey = {
  input: ({ keyId }: Subject) => ({ apiKeyId: keyId }),
  outcomes: owners,
  reference: "apiKeyId",
} as const;
export const ofGrant = {
  input: ({ grantId }: Subject) => ({ grantId }),
  outcomes: owners,
  reference: "grantId",
} as const;

/** What is about one's account and applications. */
export const applicationRows: readonly CommandRow[] = [
  {
    mutation: "updateProfile",
    input: () => ({ jobTitle: "Architect" }),
    selection: "developer { id }",
    outcomes: everybody,
  },
  {
    mutation: "acceptTerms",
    input: () => ({ version: "1" }),
    selection: "developer { id }",
    outcomes: everybody,
  },
  {
    // R6: complete already. The other company's founder is the ADMIN of their own.
    mutation: "updateCompanyDetails",
    input: () => ({ legalName: "Roles Ltd" }),
    selection: "partner { id }",
    outcomes: {
      ...everybody,
      member: "NOT_AN_ADMIN",
      "co-owner": "NOT_AN_ADMIN",
      owner: "NOT_AN_ADMIN",
      "removed member": "NOT_A_MEMBER",
      "token WRITE": "NOT_AN_ADMIN",
      "token SECRETS": "NOT_AN_ADMIN",
    },
  },
  {
    mutation: "registerClientApplication",
    input: (_, { story: { catalogue } }) => ({
      name: `New ${++count}`,
      description: "Is new.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts),
      environments: byId(catalogue.production),
    }),
    selection: whole,
    outcomes: { ...everybody, "removed member": "NOT_A_MEMBER" },
  },
  {
    ...application,
    mutation: "editClientApplication",
    input: ({ id, version }) => ({
      clientApplicationId: id,
      expectedVersion: version,
      description: "Edited.",
    }),
  },
  {
    ...application,
    mutation: "addCoOwner",
    outcomes: { ...owners, ...companyForbidden },
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids.member }),
  },
  {
    // R22: a co-owner removes themselves only.
    ...application,
    mutation: "removeCoOwner",
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids["second co-owner"] }),
    outcomes: { ...owners, ...companyForbidden, "co-owner": "NOT_AN_OWNER" },
  },
  {
    // R23: the owner alone.
    ...application,
    mutation: "transferOwnership",
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids["second co-owner"] }),
    outcomes: { ...owners, ...companyForbidden, "co-owner": "NOT_AN_OWNER" },
  },
  { ...application, mutation: "deactivateClientApplication" },
  {
    ...application,
    mutation: "restoreClientApplication",
    before: (subject, { as }) =>
      as("owner").mutate("deactivateClientApplication", ofApplication(subject), whole),
  },
  {
    ...application,
    mutation: "deleteClientApplication",
    input: ({ id, name }) => ({ clientApplicationId: id, confirmName: name }),
    selection: "deletedClientApplicationId",
  },
  { ...ofKey, mutation: "revealApiKey", outcomes: secrets, selection: "value apiKey { id }" },
  {
    ...ofKey,
    mutation: "limitApiKeyToNetworks",
    input: ({ keyId }) => ({ apiKeyId: keyId, networks: ["192.0.2.0/24"] }),
    selection: "apiKey { id }",
  },
  { ...ofKey, mutation: "revokeApiKey", selection: "apiKey { id }" },
  {
    ...ofKey,
    mutation: "rotateApiKey",
    outcomes: secrets,
    input: ({ keyId }) => ({ apiKeyId: keyId, overlapHours: 1 }),
    selection: "apiKey { id } successor { id }",
  },
  { ...ofGrant, mutation: "revealClientSecret", outcomes: secrets, selection: "value grant { id }" },
  { ...ofGrant, mutation: "revokeGrantCredentials", selection: "grant { id }" },
  {
    ...ofGrant,
    mutation: "rotateClientSecret",
    outcomes: secrets,
    input: ({ grantId }) => ({ grantId, overlapHours: 1 }),
    selection: "grant { id }",
  },
  {
    ...ofGrant,
    mutation: "setClientKeys",
    outcomes: secrets,
    input: ({ grantId }) => ({ grantId, jwksUri: "https://keys.acme.example/jwks" }),
    selection: "grant { id }",
  },
];
