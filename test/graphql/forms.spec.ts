import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isEnumType, isInputObjectType } from "graphql";
import type { Json } from "../support/client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let people: Record<"ada" | "newcomer" | "operator" | "mallory", Person>;
let own: Json;
let foreign: Json;

const application = () => ({
  name: "Ledger",
  description: "Shows balances.",
  type: "WEB",
  authentication: "AUTHORIZATION_CODE",
  redirectUrls: ["https://ledger.example/callback"],
  products: [{ slug: "accounts" }],
  environments: [{ slug: "development" }],
});

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "operator@bank.example" } });
  people = {
    ada: await story.readyDeveloper("ada@forms.example"),
    newcomer: await story.signUp("newcomer@unready.example"),
    operator: await story.readyDeveloper("operator@bank.example"),
    mallory: await story.readyDeveloper("mallory@elsewhere.example"),
  };
  own = await people.ada.registers(application());
  foreign = await people.mallory.registers(application());
});

afterAll(() => story.stop());

interface Form {
  readonly mutation: string;
  readonly as?: keyof typeof people;
  /** Every field is wrong, as far as it can be. */
  readonly wrong: object | (() => object);
  /** Where, with dots; "" for what concerns no single field. */
  readonly problems: readonly string[];
}

/** One that is nobody's. */
const nobodys = (prefix: string) => `${prefix}_00000000000000000000000000`;
const ofOwn = (input: object) => () => ({ clientApplicationId: own.id, ...input });
const noApplication = { clientApplicationId: nobodys("app") };
const noDeveloper = { developerId: nobodys("dev") };
const noKey = { apiKeyId: nobodys("key") };
const noGrant = { grantId: nobodys("grt") };
const noRequest = { accessRequestId: nobodys("req") };
const noInvitation = { invitationId: nobodys("inv") };
const noPartner = { partnerId: nobodys("prt") };

const wrongDetails = {
  name: "x",
  description: " ",
  siteUrl: "acme.example",
  redirectUrls: ["not a url", "javascript:alert(1)", "https://a.example/#x"],
  products: [{ slug: "none" }, { id: "nonsense" }],
  environments: [{ id: nobodys("env") }],
};
const whereDetailsAreWrong = [
  ...["name", "description", "siteUrl", "redirectUrls.0", "redirectUrls.1", "redirectUrls.2"],
  ...["products.0", "products.1", "environments.0"],
];
const wrongApi = { name: "", version: "x".repeat(21), documentationUrl: "ftp://docs.example" };
const wrongProduct = {
  ...{ name: "x", description: "", apis: [wrongApi, wrongApi], embeds: [{ slug: "none" }] },
  ratePlans: [{ name: "", limits: [{ requests: 0, seconds: 0 }] }],
};
const whereProductIsWrong = [
  ...["name", "description", "embeds.0", "ratePlans.0.name"],
  ...["ratePlans.0.limits.0.requests", "ratePlans.0.limits.0.seconds"],
  ...[0, 1].flatMap((api) => ["name", "version", "documentationUrl"].map((field) => `apis.${api}.${field}`)),
];

const wrongLifetime = { apiProduct: { slug: "none" }, days: 0 };
const whereLifetimeIsWrong = ["keyLifetimes.0.apiProduct", "keyLifetimes.0.days"];
const wrongProvider = { issuer: "http://id.bank.example", clientId: " " };
const whereProviderIsWrong = ["signInProvider.issuer", "signInProvider.clientId"];

const forms: readonly Form[] = [
  {
    mutation: "registerClientApplication",
    wrong: () => ({ ...application(), ...wrongDetails }),
    problems: whereDetailsAreWrong,
  },
  {
    mutation: "registerClientApplication",
    as: "newcomer",
    wrong: () => ({ ...application(), ...wrongDetails }),
    problems: ["", ...whereDetailsAreWrong],
  },
  {
    mutation: "registerClientApplication",
    wrong: () => ({ ...application(), name: " LEDGER ", redirectUrls: ["x"], environments: [] }),
    problems: ["name", "redirectUrls.0", "environments"],
  },
  {
    mutation: "editClientApplication",
    wrong: ofOwn({ expectedVersion: 99, ...wrongDetails }),
    problems: ["expectedVersion", ...whereDetailsAreWrong],
  },
  {
    mutation: "editClientApplication",
    wrong: { ...noApplication, expectedVersion: 99, ...wrongDetails },
    problems: ["clientApplicationId", "name", "description", "siteUrl"],
  },
  {
    mutation: "addCoOwner",
    wrong: { ...noApplication, ...noDeveloper },
    problems: ["clientApplicationId", "developerId"],
  },
  { mutation: "removeCoOwner", wrong: ofOwn(noDeveloper), problems: ["developerId"] },
  {
    mutation: "removeCoOwner",
    wrong: { ...noApplication, ...noDeveloper },
    problems: ["clientApplicationId"],
  },
  {
    mutation: "transferOwnership",
    wrong: { ...noApplication, ...noDeveloper },
    problems: ["clientApplicationId", "developerId"],
  },
  { mutation: "deactivateClientApplication", wrong: noApplication, problems: ["clientApplicationId"] },
  { mutation: "restoreClientApplication", wrong: noApplication, problems: ["clientApplicationId"] },
  {
    mutation: "deleteClientApplication",
    wrong: { ...noApplication, confirmName: "x" },
    problems: ["clientApplicationId"],
  },
  { mutation: "deleteClientApplication", wrong: ofOwn({ confirmName: "x" }), problems: ["confirmName"] },
  { mutation: "revealApiKey", wrong: noKey, problems: ["apiKeyId"] },
  { mutation: "revealClientSecret", wrong: noGrant, problems: ["grantId"] },
  {
    mutation: "limitApiKeyToNetworks",
    wrong: { ...noKey, networks: ["192.0.2.0/24", "192.0.2.1/24", "here"] },
    problems: ["apiKeyId", "networks.1", "networks.2"],
  },
  { mutation: "revokeApiKey", wrong: noKey, problems: ["apiKeyId"] },
  { mutation: "revokeGrantCredentials", wrong: noGrant, problems: ["grantId"] },
  {
    mutation: "rotateApiKey",
    wrong: { ...noKey, overlapHours: -1 },
    problems: ["apiKeyId", "overlapHours"],
  },
  {
    mutation: "rotateClientSecret",
    wrong: { ...noGrant, overlapHours: 721 },
    problems: ["grantId", "overlapHours"],
  },
  {
    mutation: "setClientKeys",
    wrong: { ...noGrant, jwks: "{}", jwksUri: "x", tlsSubject: "x" },
    problems: ["grantId", "jwks", "jwksUri", "tlsSubject"],
  },
  {
    mutation: "requestAccessAgain",
    wrong: { ...noRequest, note: " " },
    problems: ["accessRequestId", "note"],
  },
  {
    mutation: "updateProfile",
    wrong: { givenName: "", familyName: "<b>", jobTitle: "\u202e", phone: "extension 12" },
    problems: ["givenName", "familyName", "jobTitle", "phone"],
  },
  { mutation: "acceptTerms", wrong: { version: "none" }, problems: ["version"] },
  { mutation: "moveToAddress", wrong: { email: "x" }, problems: ["email"] },
  { mutation: "deleteMyAccount", wrong: { confirmEmail: "x" }, problems: ["confirmEmail"] },
  {
    mutation: "updateCompanyDetails",
    wrong: { legalName: "", website: "acme.example", country: "Netherlands", contactEmail: "x" },
    problems: ["legalName", "website", "country", "contactEmail"],
  },
  { mutation: "inviteDeveloper", wrong: { email: "not an address" }, problems: ["email"] },
  { mutation: "resendInvitation", wrong: noInvitation, problems: ["invitationId"] },
  { mutation: "withdrawInvitation", wrong: noInvitation, problems: ["invitationId"] },
  { mutation: "changeMemberRole", wrong: { ...noDeveloper, role: "ADMIN" }, problems: ["developerId"] },
  {
    mutation: "removeMember",
    wrong: { ...noDeveloper, successorId: "nonsense" },
    problems: ["developerId", "successorId"],
  },
  { mutation: "proveDomain", wrong: { domain: "x" }, problems: ["domain"] },
  { mutation: "acceptJoinRequest", wrong: noDeveloper, problems: ["developerId"] },
  { mutation: "declineJoinRequest", wrong: noDeveloper, problems: ["developerId"] },
  {
    mutation: "createAccessToken",
    wrong: { name: " ", scopes: [], expiresInDays: 0, clientApplicationIds: [] },
    problems: ["clientApplicationIds", "name", "scopes", "expiresInDays"],
  },
  { mutation: "revokeAccessToken", wrong: { accessTokenId: nobodys("pat") }, problems: ["accessTokenId"] },
  {
    mutation: "createApiProduct",
    as: "operator",
    wrong: { slug: "No Slug", ...wrongProduct },
    problems: ["slug", ...whereProductIsWrong],
  },
  {
    mutation: "updateApiProduct",
    as: "operator",
    wrong: { apiProduct: { slug: "none" }, ...wrongProduct },
    problems: ["apiProduct", ...whereProductIsWrong],
  },
  {
    mutation: "createApiEnvironment",
    as: "operator",
    wrong: {
      ...{ slug: "development", name: "x", institution: "", apiBaseUrl: "api.example" },
      ...{ tier: "TEST", accessPolicy: "AUTOMATIC", secretRetrieval: "ONCE" },
      keyLifetimes: [wrongLifetime],
      signInProvider: wrongProvider,
    },
    problems: ["slug", "name", "institution", "apiBaseUrl", ...whereLifetimeIsWrong, ...whereProviderIsWrong],
  },
  {
    mutation: "updateApiEnvironment",
    as: "operator",
    wrong: {
      ...{ apiEnvironment: { id: "nonsense" }, name: "x", apiBaseUrl: "mailto:x@api.example" },
      keyLifetimes: [wrongLifetime],
      signInProvider: wrongProvider,
    },
    problems: ["apiEnvironment", "name", "apiBaseUrl", ...whereLifetimeIsWrong, ...whereProviderIsWrong],
  },
  {
    mutation: "chooseEnvironmentGateway",
    as: "operator",
    wrong: { apiEnvironment: { slug: "none" }, kong: { adminUrl: "kong:8001", token: "two words" } },
    problems: ["apiEnvironment", "kong.adminUrl", "kong.token"],
  },
  {
    mutation: "publishTerms",
    as: "operator",
    wrong: { version: " ", url: "terms.pdf" },
    problems: ["version", "url"],
  },
  {
    mutation: "createGatewayToken",
    as: "operator",
    wrong: { environmentId: nobodys("env"), name: " ", expiresInDays: 0 },
    problems: ["environmentId", "name", "expiresInDays"],
  },
  {
    mutation: "revokeGatewayToken",
    as: "operator",
    wrong: { gatewayTokenId: nobodys("gwt") },
    problems: ["gatewayTokenId"],
  },
  { mutation: "approveAccess", as: "operator", wrong: noRequest, problems: ["accessRequestId"] },
  {
    mutation: "rejectAccess",
    as: "operator",
    wrong: { ...noRequest, reason: "" },
    problems: ["accessRequestId", "reason"],
  },
  { mutation: "seeAccessChanges", as: "operator", wrong: noRequest, problems: ["accessRequestId"] },
  {
    mutation: "giveRatePlan",
    as: "operator",
    wrong: { ...noApplication, apiProduct: { slug: "none" }, ratePlanId: nobodys("rpl") },
    problems: ["clientApplicationId", "apiProduct", "ratePlanId"],
  },
  { mutation: "retryProvisioning", as: "operator", wrong: noGrant, problems: ["grantId"] },
  ...["suspendPartner", "resumePartner"].map((mutation) => ({
    mutation,
    as: "operator" as const,
    wrong: { ...noPartner, reason: "\u0007" },
    problems: ["partnerId", "reason"],
  })),
  {
    mutation: "appointAdmin",
    as: "operator",
    wrong: { ...noPartner, ...noDeveloper, reason: "x".repeat(1001) },
    problems: ["partnerId", "developerId", "reason"],
  },
  {
    mutation: "endAccess",
    as: "operator",
    wrong: { ...noDeveloper, reason: " \n" },
    problems: ["developerId", "reason"],
  },
];

describe("a form in which every field is wrong", () => {
  it.each(forms.map((form) => [form.mutation, form] as const))(
    "is told one user error for each, and nothing at the top level: %s",
    async (mutation, { as = "ada", wrong, problems }) => {
      const input = typeof wrong === "function" ? wrong() : wrong;
      const { userErrors } = await people[as].tryTo(mutation, input, "__typename");
      const places = userErrors.map(({ path }: Json) => path.join("."));
      expect(places.sort()).toEqual([...problems].sort());
      for (const { message } of userErrors) expect(message).toMatch(/^[A-Z].+\.$/s);
    },
  );

  const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

  it.each(mutations.map(({ name, args }) => [name, args[0]?.type] as const))(
    "is here for each mutation: %s",
    (mutation, type) => {
      const inputType = type && getNamedType(type);
      if (!isInputObjectType(inputType)) throw new Error(`${mutation} has no input.`);
      const canBeWrong = Object.values(inputType.getFields())
        .filter(({ type: of }) => !isEnumType(getNamedType(of)) && getNamedType(of).name !== "Boolean")
        .map(({ name }) => name);
      const rows = forms.filter((form) => form.mutation === mutation);
      const told = rows.flatMap(({ problems }) => problems.map((path) => path.split(".")[0]));
      // A list of one of few values can be empty.
      const lists = mutation === "createAccessToken" ? ["scopes"] : [];
      expect([...new Set(told.filter(Boolean))].sort()).toEqual([...canBeWrong, ...lists].sort());
    },
  );

  it("has no scalar in its inputs that only a program could write", () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    const typed = inputs
      .filter(({ name }) => name.endsWith("Input"))
      .flatMap((type) => Object.values(type.getFields()).map((field) => getNamedType(field.type)))
      .filter((type) => !isInputObjectType(type) && !isEnumType(type));
    expect([...new Set(typed.map(({ name }) => name))].sort()).toEqual(["Boolean", "ID", "Int", "String"]);
  });
});

describe("R18 what is wrong beside an id tells nothing of whose it is", () => {
  it.each<[string, (app: Json | null) => object]>([
    [
      "rotateApiKey",
      (app) => ({ apiKeyId: app?.grants[0].apiKeys[0].id ?? nobodys("key"), overlapHours: -1 }),
    ],
    ["rotateClientSecret", (app) => ({ grantId: app?.grants[0].id ?? nobodys("grt"), overlapHours: -1 })],
    ["addCoOwner", (app) => ({ clientApplicationId: app?.id ?? nobodys("app"), ...noDeveloper })],
    ["transferOwnership", (app) => ({ clientApplicationId: app?.id ?? nobodys("app"), ...noDeveloper })],
    [
      "editClientApplication",
      (app) => ({ clientApplicationId: app?.id ?? nobodys("app"), expectedVersion: 7, ...wrongDetails }),
    ],
    [
      "editClientApplication",
      (app) => ({ clientApplicationId: app?.id ?? nobodys("app"), expectedVersion: 7, name: "Ledger" }),
    ],
  ])("%s", async (mutation, input) => {
    const [ofNobody, ofAnother] = await Promise.all(
      [null, foreign].map((app) => people.ada.tryTo(mutation, input(app), "__typename")),
    );
    expect(ofAnother.userErrors).toEqual(ofNobody.userErrors);
    expect(ofNobody.userErrors[0].code).toBe("NOT_FOUND");
  });
});

describe("what people type", () => {
  it("is trimmed and put right", async () => {
    const { ada } = people;
    const company = {
      legalName: " Forms Ltd\n",
      website: "\thttps://forms.example ",
      country: " nl",
      contactEmail: " It@Forms.EXAMPLE ",
    };
    const { partner } = await ada.mutate(
      "updateCompanyDetails",
      company,
      "partner { details { legalName website country contactEmail } }",
    );
    expect(partner.details).toEqual({
      legalName: "Forms Ltd",
      website: "https://forms.example",
      country: "NL",
      contactEmail: "It@forms.example",
    });
    const profile = { givenName: " Ada ", phone: " 020 123 45 67\u00a0" };
    const { developer } = await ada.mutate(
      "updateProfile",
      profile,
      "developer { profile { givenName phone } }",
    );
    expect(developer.profile).toEqual({ givenName: "Ada", phone: "+31201234567" });
  });

  it("says what to write instead of a country's name", async () => {
    const { userErrors } = await people.ada.tryTo(
      "updateCompanyDetails",
      { country: "Germany" },
      "__typename",
    );
    expect(userErrors).toEqual([
      {
        code: "INVALID",
        message: "Write the country as its two-letter code (ISO 3166-1), such as DE for Germany.",
        path: ["country"],
      },
    ]);
  });

  it.each(["Gives a List<String> of <https://api.example/v1>.", "<b>&lt;script></b> & <!-- x -->"])(
    "may look like markup, and is kept: %s",
    async (description) => {
      const edit = { clientApplicationId: own.id, expectedVersion: own.version, description };
      const { clientApplication } = await people.ada.mutate(
        "editClientApplication",
        edit,
        "clientApplication { version description }",
      );
      own = { ...own, ...clientApplication };
      expect(clientApplication.description).toBe(description);
    },
  );
});

it("who may not do it at all is told that alone", async () => {
  const reason = { ...noPartner, reason: "" };
  const { userErrors } = await people.ada.tryTo("suspendPartner", reason, "__typename");
  expect(userErrors.map(({ code }: Json) => code)).toEqual(["NOT_AN_OPERATOR"]);
});

it("R8, R9 who cannot delete their account is pointed to the field that it has", async () => {
  const boss = await story.readyDeveloper("boss@leaving.example");
  await story.signUp("colleague@leaving.example");
  await boss.registers(application());
  const confirm = { confirmEmail: boss.email };
  const { userErrors } = await boss.tryTo("deleteMyAccount", confirm, "__typename");
  expect(userErrors.map(({ code, path }: Json) => [code, path])).toEqual([["LAST_ADMIN", ["confirmEmail"]]]);
});
