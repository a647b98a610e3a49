import type { Actor } from "../../src/application/actor.js";
import type { Commands } from "../../src/application/create-commands.js";
import type { Id } from "../../src/domain/id.js";
import { accounts, development, production, registration } from "../support/domain.js";
import { InMemoryPortico } from "../support/in-memory-portico.js";

export const roles = ["owner", "co-owner", "member", "ADMIN", "stranger", "removed", "operator"] as const;
type Role = (typeof roles)[number];
type Outcomes = Readonly<Record<Role, string>>;

/** What is acted upon: an application with two co-owners that is live in development and asks for production. */
export interface Subject {
  readonly portico: InMemoryPortico;
  readonly actors: Readonly<Record<Role | "second co-owner", Actor>>;
  readonly clientApplicationId: Id<"app">;
  readonly grantId: Id<"grt">;
  /** For production. */
  readonly accessRequestId: Id<"req">;
  readonly apiKeyId: Id<"key">;
}

const all = (code: string): Outcomes =>
  Object.fromEntries(roles.map((role) => [role, code])) as Record<Role, string>;
/** R18, R21. */
const owners: Outcomes = {
  ...all("NOT_FOUND"),
  owner: "OK",
  "co-owner": "OK",
  member: "NOT_AN_OWNER",
  ADMIN: "NOT_AN_OWNER",
  removed: "NOT_A_MEMBER",
};
const theOwner: Outcomes = { ...owners, "co-owner": "NOT_AN_OWNER" };
const members: Outcomes = { ...all("OK"), removed: "NOT_A_MEMBER" };
/** Strangers and the operator are the founders of companies of their own, in which nobody of this one is a member. */
const admins: Outcomes = {
  ...all("NOT_AN_ADMIN"),
  ADMIN: "OK",
  stranger: "NOT_A_MEMBER",
  operator: "NOT_A_MEMBER",
  removed: "NOT_A_MEMBER",
};
/** R17. */
const operators: Outcomes = { ...all("NOT_AN_OPERATOR"), operator: "OK" };
const inviters: Outcomes = { ...members, stranger: "NOT_FOUND", operator: "NOT_FOUND" };

export interface Row {
  readonly outcomes: Outcomes;
  readonly run: (subject: Subject, by: Actor) => Promise<unknown>;
  /** What has to be there before. */
  readonly before?: (subject: Subject) => Promise<unknown>;
}

const row = (outcomes: Outcomes, run: Row["run"], before?: Row["before"]): Row => ({
  outcomes,
  run,
  ...(before && { before }),
});
const partnerOf = ({ partnerId }: Actor): Id<"prt"> => partnerId ?? "prt_none";
const deactivated = ({ portico, actors, clientApplicationId }: Subject) =>
  portico.commands.deactivateClientApplication(actors.owner, { clientApplicationId });
const rejected = ({ portico, actors, accessRequestId }: Subject) =>
  portico.commands.rejectAccess(actors.operator, { accessRequestId, reason: "No." });
const approved = ({ portico, actors, accessRequestId }: Subject) =>
  portico.commands.approveAccess(actors.operator, { accessRequestId });
const product = { name: "Cards", description: "Cards.", apis: [], embedIds: [], ratePlans: [] };
const place = {
  name: "Acceptance",
  institution: "Acme Bank",
  tier: "UAT",
  apiBaseUrl: "https://api.example",
  accessPolicy: "AUTOMATIC",
  secretRetrieval: "ONCE",
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
} as const;

const gatewayToken = { environmentId: development.id, name: "Edge", expiresInDays: 90 };

/** Every command: what comes of it, by who runs it. */
export const table: Readonly<Record<keyof Commands, Row>> = {
  updateProfile: row(all("OK"), ({ portico }, by) =>
    portico.commands.updateProfile(by, { jobTitle: "Boss" }),
  ),
  acceptTerms: row(all("OK"), ({ portico }, by) => portico.commands.acceptTerms(by, { version: "1" })),
  // R6: complete already.
  updateCompanyDetails: row({ ...admins, stranger: "OK", operator: "OK" }, ({ portico }, by) =>
    portico.commands.updateCompanyDetails(by, { legalName: "Acme Bank" }),
  ),
  registerClientApplication: row(members, ({ portico }, by) =>
    portico.commands.registerClientApplication(by, { ...registration, name: "Another" }),
  ),
  editClientApplication: row(owners, ({ portico, clientApplicationId }, by) =>
    portico.commands.editClientApplication(by, {
      clientApplicationId,
      expectedVersion: 3,
      description: "Edited.",
    }),
  ),
  addCoOwner: row(owners, ({ portico, actors, clientApplicationId }, by) =>
    portico.commands.addCoOwner(by, { clientApplicationId, developerId: actors.member.developerId }),
  ),
  removeCoOwner: row(theOwner, ({ portico, actors, clientApplicationId }, by) => {
    const { developerId } = actors["second co-owner"];
    return portico.commands.removeCoOwner(by, { clientApplicationId, developerId });
  }),
  transferOwnership: row(theOwner, ({ portico, actors, clientApplicationId }, by) => {
    const { developerId } = actors["co-owner"];
    return portico.commands.transferOwnership(by, { clientApplicationId, developerId });
  }),
  limitApiKeyToNetworks: row(owners, ({ portico, apiKeyId }, by) =>
    portico.commands.limitApiKeyToNetworks(by, { apiKeyId, networks: ["192.0.2.0/24"] }),
  ),
  revokeApiKey: row(owners, ({ portico, apiKeyId }, by) => portico.commands.revokeApiKey(by, { apiKeyId })),
  revokeGrantCredentials: row(owners, ({ portico, grantId }, by) =>
    portico.commands.revokeGrantCredentials(by, { grantId }),
  ),
  rotateApiKey: row(owners, ({ portico, apiKeyId }, by) =>
    portico.commands.rotateApiKey(by, { apiKeyId, overlapHours: 1 }),
  ),
  setClientKeys: row(owners, ({ portico, grantId }, by) =>
    portico.commands.setClientKeys(by, {
      grantId,
      method: "PRIVATE_KEY_JWT",
      jwksUri: "https://keys.acme.example/jwks",
    }),
  ),
  rotateClientSecret: row(owners, ({ portico, grantId }, by) =>
    portico.commands.rotateClientSecret(by, { grantId, overlapHours: 1 }),
  ),
  revealApiKey: row(owners, ({ portico, apiKeyId }, by) => portico.commands.revealApiKey(by, { apiKeyId })),
  revealClientSecret: row(owners, ({ portico, grantId }, by) =>
    portico.commands.revealClientSecret(by, { grantId }),
  ),
  deactivateClientApplication: row(owners, ({ portico, clientApplicationId }, by) =>
    portico.commands.deactivateClientApplication(by, { clientApplicationId }),
  ),
  restoreClientApplication: row(
    owners,
    ({ portico, clientApplicationId }, by) =>
      portico.commands.restoreClientApplication(by, { clientApplicationId }),
    deactivated,
  ),
  deleteClientApplication: row(owners, ({ portico, clientApplicationId }, by) =>
    portico.commands.deleteClientApplication(by, { clientApplicationId, confirmName: registration.name }),
  ),
  requestAccessAgain: row(
    owners,
    ({ portico, accessRequestId }, by) =>
      portico.commands.requestAccessAgain(by, { accessRequestId, note: "Please." }),
    rejected,
  ),
  approveAccess: row(operators, ({ portico, accessRequestId }, by) =>
    portico.commands.approveAccess(by, { accessRequestId }),
  ),
  rejectAccess: row(operators, ({ portico, accessRequestId }, by) =>
    portico.commands.rejectAccess(by, { accessRequestId, reason: "No." }),
  ),
  seeAccessChanges: row(
    operators,
    ({ portico, accessRequestId }, by) => portico.commands.seeAccessChanges(by, { accessRequestId }),
    approved,
  ),
  suspendPartner: row(operators, ({ portico, actors }, by) =>
    portico.commands.suspendPartner(by, { partnerId: partnerOf(actors.owner), reason: "Fraud." }),
  ),
  resumePartner: row(
    operators,
    ({ portico, actors }, by) =>
      portico.commands.resumePartner(by, { partnerId: partnerOf(actors.owner), reason: "Settled." }),
    ({ portico, actors }) =>
      portico.commands.suspendPartner(actors.operator, {
        partnerId: partnerOf(actors.owner),
        reason: "Fraud.",
      }),
  ),
  appointAdmin: row(operators, ({ portico, actors }, by) =>
    portico.commands.appointAdmin(by, {
      partnerId: partnerOf(actors.owner),
      developerId: actors.member.developerId,
      reason: "They asked.",
    }),
  ),
  endAccess: row(operators, ({ portico, actors }, by) =>
    portico.commands.endAccess(by, { developerId: actors.member.developerId, reason: "Stolen." }),
  ),
  retryProvisioning: row(operators, ({ portico, grantId }, by) =>
    portico.commands.retryProvisioning(by, { grantId }),
  ),
  giveRatePlan: row(operators, ({ portico, clientApplicationId }, by) =>
    portico.commands.giveRatePlan(by, {
      clientApplicationId,
      apiProductId: accounts.id,
      ratePlanId: null,
    }),
  ),
  createApiProduct: row(operators, ({ portico }, by) =>
    portico.commands.createApiProduct(by, { slug: "cards", ...product }),
  ),
  updateApiProduct: row(operators, ({ portico }, by) =>
    portico.commands.updateApiProduct(by, { apiProductId: accounts.id, name: "Balances" }),
  ),
  createApiEnvironment: row(operators, ({ portico }, by) =>
    portico.commands.createApiEnvironment(by, { slug: "acceptance", ...place }),
  ),
  updateApiEnvironment: row(operators, ({ portico }, by) =>
    portico.commands.updateApiEnvironment(by, { apiEnvironmentId: development.id, name: "Dev" }),
  ),
  chooseEnvironmentGateway: row(operators, ({ portico }, by) =>
    portico.commands.chooseEnvironmentGateway(by, {
      apiEnvironmentId: development.id,
      kong: { adminUrl: "https://kong.example", token: null },
    }),
  ),
  publishTerms: row(operators, ({ portico }, by) =>
    portico.commands.publishTerms(by, { version: "2", url: null }),
  ),
  createGatewayToken: row(operators, ({ portico }, by) =>
    portico.commands.createGatewayToken(by, gatewayToken),
  ),
  revokeGatewayToken: row(
    operators,
    ({ portico }, by) => {
      const [gatewayTokenId = "gwt_"] = portico.store.gatewayTokens.keys();
      return portico.commands.revokeGatewayToken(by, { gatewayTokenId });
    },
    async ({ portico, actors }) => {
      await portico.commands.createGatewayToken(actors.operator, gatewayToken);
    },
  ),
  inviteDeveloper: row(
    { ...members, stranger: "DIFFERENT_EMAIL_DOMAIN", operator: "DIFFERENT_EMAIL_DOMAIN" },
    ({ portico }, by) => portico.commands.inviteDeveloper(by, { email: "new@acme.example" }),
  ),
  resendInvitation: row(inviters, ({ portico }, by) =>
    portico.commands.resendInvitation(by, { invitationId: invitationIn(portico) }),
  ),
  withdrawInvitation: row(inviters, ({ portico }, by) =>
    portico.commands.withdrawInvitation(by, { invitationId: invitationIn(portico) }),
  ),
  changeMemberRole: row(admins, ({ portico, actors }, by) =>
    portico.commands.changeMemberRole(by, { developerId: actors.member.developerId, role: "ADMIN" }),
  ),
  // Everybody may leave (R9): here nobody removes themselves.
  removeMember: row(admins, ({ portico, actors }, by) => {
    const { developerId } = actors["second co-owner"];
    return portico.commands.removeMember(by, { developerId, successorId: null });
  }),
  chooseJoiningPolicy: row({ ...admins, stranger: "OK", operator: "OK" }, ({ portico }, by) =>
    portico.commands.chooseJoiningPolicy(by, { policy: "CONSENT" }),
  ),
  proveDomain: row({ ...admins, stranger: "OK", operator: "OK" }, ({ portico }, by) =>
    portico.commands.proveDomain(by, { domain: "acme.test" }),
  ),
  // To a company that strangers and the operator have founded, nobody asks to come.
  acceptJoinRequest: row(
    { ...admins, stranger: "NOT_FOUND", operator: "NOT_FOUND" },
    ({ portico }, by) => portico.commands.acceptJoinRequest(by, hal(portico)),
    halAsks,
  ),
  declineJoinRequest: row(
    { ...admins, stranger: "NOT_FOUND", operator: "NOT_FOUND" },
    ({ portico }, by) => portico.commands.declineJoinRequest(by, hal(portico)),
    halAsks,
  ),
  createAccessToken: row(members, ({ portico }, by) =>
    portico.commands.createAccessToken(by, { name: "CI", scopes: ["READ"], expiresInDays: 1 }),
  ),
  moveToAddress: row(
    { ...members, stranger: "DIFFERENT_EMAIL_DOMAIN", operator: "DIFFERENT_EMAIL_DOMAIN" },
    ({ portico }, by) => portico.commands.moveToAddress(by, { email: "new@acme.example" }),
    ({ portico }) => portico.keepsAccounts(),
  ),
  // One's own alone.
  revokeAccessToken: row({ ...all("NOT_FOUND"), owner: "OK" }, ({ portico }, by) => {
    const [accessTokenId = "pat_"] = portico.store.tokens.keys();
    return portico.commands.revokeAccessToken(by, { accessTokenId });
  }),
  // What is owned goes to somebody else before (R9); the last of a company must have deleted its applications.
  deleteMyAccount: row(
    { ...all("OK"), owner: "OWNS_APPLICATIONS", ADMIN: "LAST_ADMIN" },
    ({ portico }, by) => {
      const { email = "" } = portico.store.developers.get(by.developerId) ?? {};
      return portico.commands.deleteMyAccount(by, { confirmEmail: email });
    },
  ),
};

/** Hal was never invited. */
async function halAsks({ portico, actors }: Subject): Promise<void> {
  await portico.commands.chooseJoiningPolicy(actors.ADMIN, { policy: "CONSENT" });
  await portico.signsIn("hal@acme.example");
}

function hal({ store }: InMemoryPortico) {
  const found = [...store.developers.values()].find(({ email }) => email === "hal@acme.example");
  return { developerId: found?.id ?? ("dev_" as const) };
}

function invitationIn({ store }: InMemoryPortico): Id<"inv"> {
  const invitations = [...store.partners.values()].flatMap((partner) => partner.invitations);
  return invitations[0]?.id ?? "inv_";
}

export async function prepared(): Promise<Subject> {
  const portico = new InMemoryPortico();
  const admin = await portico.joins("ada@acme.example");
  const owner = await portico.joins("bob@acme.example");
  const [coOwner, second] = [
    await portico.joins("cyd@acme.example"),
    await portico.joins("dan@acme.example"),
  ];
  const [member, removed] = [
    await portico.joins("eve@acme.example"),
    await portico.joins("fay@acme.example"),
  ];
  const stranger = await portico.joins("mallory@other.example");
  const operator = await portico.joins("olga@bank.example");
  const { commands } = portico;
  const clientApplicationId = await portico.registers(owner, {
    environmentIds: [development.id, production.id],
  });
  for (const { developerId } of [coOwner, second]) {
    await commands.addCoOwner(owner, { clientApplicationId, developerId });
  }
  await commands.removeMember(admin, { developerId: removed.developerId, successorId: null });
  await commands.inviteDeveloper(member, { email: "gus@acme.example" });
  await commands.createAccessToken(owner, { name: "CI", scopes: ["WRITE"], expiresInDays: 1 });
  const [live, waiting] = portico.application(clientApplicationId).grants;
  return {
    portico,
    actors: {
      owner,
      "co-owner": coOwner,
      "second co-owner": second,
      member,
      ADMIN: admin,
      stranger,
      removed: portico.actor(removed.developerId),
      operator: portico.actor(operator.developerId, true),
    },
    clientApplicationId,
    grantId: live?.id ?? "grt_",
    accessRequestId: waiting?.requests[0]?.id ?? "req_",
    apiKeyId: live?.keys[0]?.id ?? "key_",
  };
}
