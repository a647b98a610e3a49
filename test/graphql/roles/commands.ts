import type { Cast, Role, Subject } from "./cast.js";

/** "OK", the code of a user error, or of a top-level error. */
export type Outcome = string;

export interface CommandRow {
  readonly mutation: string;
  readonly input: (subject: Subject, cast: Cast) => object;
  /** What is asked of the payload; it is null when the command was refused. */
  readonly selection: string;
  readonly outcomes: Readonly<Record<Role, Outcome>>;
  /** What the owner does before. */
  readonly before?: (subject: Subject, cast: Cast) => Promise<unknown>;
  /** The id in the input, for comparing with an unknown one; left out when the command is about no application. */
  readonly reference?: "clientApplicationId" | "apiKeyId" | "grantId";
}

/** R18, R21. */
const owners = {
  "signed out": "UNAUTHENTICATED",
  "other company": "NOT_FOUND",
  member: "NOT_AN_OWNER",
  "co-owner": "OK",
  owner: "OK",
  "removed member": "NOT_A_MEMBER",
  admin: "NOT_AN_OWNER",
};

const everybody = {
  "signed out": "UNAUTHENTICATED",
  "other company": "OK",
  member: "OK",
  "co-owner": "OK",
  owner: "OK",
  "removed member": "OK",
  admin: "OK",
};

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
const ofGrant = {
  input: ({ grantId }: Subject) => ({ grantId }),
  outcomes: owners,
  reference: "grantId",
} as const;

/** Every mutation, and what comes of it by whom. */
export const commandRows: readonly CommandRow[] = [
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
    // R6: complete already. The other company's founder is the ADMIN of his own.
    mutation: "updateCompanyDetails",
    input: () => ({ legalName: "Roles Ltd" }),
    selection: "partner { id }",
    outcomes: {
      ...everybody,
      member: "NOT_AN_ADMIN",
      "co-owner": "NOT_AN_ADMIN",
      owner: "NOT_AN_ADMIN",
      "removed member": "NOT_A_MEMBER",
    },
  },
  {
    mutation: "registerClientApplication",
    input: ({ id }, { story: { catalogue } }) => ({
      name: `New ${id.slice(-12)}`,
      description: "Is new.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      productIds: [catalogue.accounts],
      environmentIds: [catalogue.production],
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
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids.member }),
  },
  {
    // R22: a co-owner removes himself only.
    ...application,
    mutation: "removeCoOwner",
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids["second co-owner"] }),
    outcomes: { ...owners, "co-owner": "NOT_AN_OWNER" },
  },
  {
    // R23: the owner alone.
    ...application,
    mutation: "transferOwnership",
    input: ({ id }, { ids }) => ({ clientApplicationId: id, developerId: ids["second co-owner"] }),
    outcomes: { ...owners, "co-owner": "NOT_AN_OWNER" },
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
  { ...ofKey, mutation: "revealApiKey", selection: "value apiKey { id }" },
  { ...ofKey, mutation: "revokeApiKey", selection: "apiKey { id }" },
  {
    ...ofKey,
    mutation: "rotateApiKey",
    input: ({ keyId }) => ({ apiKeyId: keyId, overlapHours: 1 }),
    selection: "apiKey { id } successor { id }",
  },
  { ...ofGrant, mutation: "revealClientSecret", selection: "value grant { id }" },
  { ...ofGrant, mutation: "revokeGrantCredentials", selection: "grant { id }" },
  {
    ...ofGrant,
    mutation: "rotateClientSecret",
    input: ({ grantId }) => ({ grantId, overlapHours: 1 }),
    selection: "grant { id }",
  },
];
