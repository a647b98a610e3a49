import { describe, expect, it } from "@jest/globals";
import { AccessToken } from "../../src/domain/access-token/access-token.js";
import { ApiCatalogue } from "../../src/domain/catalogue/api-catalogue.js";
import type { UserErrorCode } from "../../src/domain/error-catalogue.js";
import type { Id } from "../../src/domain/id.js";
import { operatorOf, platformConsole } from "../../src/domain/operator.js";
import { emailDomain, normalizedEmail } from "../../src/domain/partner/email-domain.js";
import { Partner } from "../../src/domain/partner/partner.js";
import { ada, bob, company, cyd, developer, hoursLater, mallory, now, terms } from "../support/domain.js";
import { problemsOf } from "../support/given.js";

const by = platformConsole();
const product = { name: "Accounts", description: "Balances.", apis: [], embedIds: [], ratePlans: [] };
const api = { name: "Accounts", version: "v1", documentationUrl: null };
const place = {
  name: "Test",
  institution: "Bank",
  tier: "TEST",
  apiBaseUrl: "https://api.example",
  accessPolicy: "AUTOMATIC",
  secretRetrieval: "REPEATABLE",
  verificationWhenUnavailable: "REFUSE",
  endUserSignIn: "INSTITUTION",
  signInProvider: null,
  oauthProfile: "STANDARD",
  keyLifetimes: [],
  whenKeyLeaks: "TELL",
} as const;

function catalogue(): ApiCatalogue {
  const made = ApiCatalogue.fromState({ products: [], environments: [], terms: [terms] });
  made.createProduct(by, "accounts", product, { id: "prd_1", now });
  made.createEnvironment(by, "test", place, { id: "env_1", now });
  return made;
}
const productWith = (changes: object) => catalogue().updateProduct(by, "prd_1", changes);
const placeWith = (changes: object) => catalogue().updateEnvironment(by, "env_1", changes);
const publish = (version: string, url: string | null = null) =>
  catalogue().publishTerms(by, { version, url }, now);

const acme = () => company(ada, bob);
const asAda = (partner: Partner) => partner.member(ada.id);
const details = (changes: object, partner = acme()) =>
  partner.updateCompanyDetails(asAda(partner), changes, now);
const asBob = (partner: Partner) => partner.member(bob.id);
function invite(
  email = "new@acme.example",
  mails = 0,
  partner = acme(),
  developerId: Id<"dev"> | null = null,
) {
  partner.invite(asBob(partner), { email, developerId }, mails, { id: `inv_${email}`, now });
  return partner;
}
const id = "inv_new@acme.example";
const resend = (partner: Partner, mails = 0) => {
  partner.resendInvitation(asBob(partner), id, mails, now);
  return partner;
};
const withdraw = (partner: Partner) => {
  partner.withdrawInvitation(asBob(partner), id, now);
  return partner;
};
const accepted = () => {
  const partner = invite();
  partner.join(developer("dev_new", "new@acme.example"), now);
  return partner;
};
const token = (changes: object, live = 0) =>
  AccessToken.create(
    ada.id,
    { name: "CI", scopes: ["READ"], expiresInDays: 1, ...changes },
    { id: "pat_1", hash: "h", preview: "p" },
    { live, most: 50, now },
  );

type Row = [what: string, act: () => unknown, code: UserErrorCode, path: string[], words: RegExp];

const rows: Row[] = [
  ["no domain", () => emailDomain("ada"), "INVALID", ["email"], /such as ada@acme/],
  ["no local part", () => normalizedEmail("@a.example"), "INVALID", ["email"], /such as ada@acme/],
  [
    "joining with another domain",
    () => acme().join(developer("dev_x", "x@other.example"), now),
    "NOT_A_MEMBER",
    [],
    /e-mail domain does not belong/,
  ],
  [
    "details by a member",
    () => {
      const partner = acme();
      partner.updateCompanyDetails(asBob(partner), { country: "BE" }, now);
    },
    "NOT_AN_ADMIN",
    [],
    /only an ADMIN of your company may change them/,
  ],
  ["emptied details", () => details({ country: null }), "INVALID", ["country"], /cannot be emptied/],
  ["a legal name", () => details({ legalName: "A" }), "INVALID", ["legalName"], /^The legal name needs 2/],
  ["a website", () => details({ website: "acme" }), "INVALID", ["website"], /^The website must be/],
  [
    "a contact address",
    () => details({ contactEmail: `${"x".repeat(250)}@a.nl` }),
    "INVALID",
    ["contactEmail"],
    /such as ada@acme/,
  ],
  [
    "another company's details",
    () => acme().updateCompanyDetails(mallory, {}, now),
    "NOT_FOUND",
    [],
    /no such partner/,
  ],
  [
    "an invitation to another domain",
    () => invite("x@other.example"),
    "DIFFERENT_EMAIL_DOMAIN",
    ["email"],
    /^Only addresses at acme\.example can join/,
  ],
  [
    "an invitation to a member",
    () => invite(ada.state.email, 0, acme(), ada.id),
    "ALREADY_A_MEMBER",
    ["email"],
    /belongs to a member/,
  ],
  [
    "an invitation to the invited",
    () => invite("new@acme.example", 0, invite()),
    "ALREADY_INVITED",
    ["email"],
    /already been invited/,
  ],
  [
    "a 31st invitation within an hour",
    () => invite("new@acme.example", 30),
    "LIMIT_REACHED",
    ["email"],
    /send at most 30 invitations an hour/,
  ],
  [
    "a 31st, sent again",
    () => resend(invite(), 30),
    "LIMIT_REACHED",
    ["invitationId"],
    /send at most 30 invitations an hour/,
  ],
  [
    "a fourth invitation to one address within a day",
    () => resend(resend(resend(invite()))),
    "LIMIT_REACHED",
    ["invitationId"],
    /sent 3 invitations within a day/,
  ],
  ["an unknown invitation", () => resend(acme()), "NOT_FOUND", ["invitationId"], /no such invitation/],
  [
    "a withdrawn invitation, sent again",
    () => resend(withdraw(invite())),
    "INVALID",
    ["invitationId"],
    /has been withdrawn/,
  ],
  [
    "an accepted invitation, withdrawn",
    () => withdraw(accepted()),
    "ALREADY_A_MEMBER",
    ["invitationId"],
    /has been accepted/,
  ],
  [
    "a role by a member",
    () => {
      const partner = acme();
      partner.changeMemberRole(asBob(partner), bob.id, "ADMIN", now);
    },
    "NOT_AN_ADMIN",
    [],
    /may change roles/,
  ],
  [
    "a stranger's role",
    () => {
      const partner = acme();
      partner.changeMemberRole(asAda(partner), cyd.id, "ADMIN", now);
    },
    "NOT_A_MEMBER",
    ["developerId"],
    /not a member of this partner/,
  ],
  [
    "a stranger as successor",
    () => acme().member(cyd.id, ["successorId"]),
    "NOT_A_MEMBER",
    ["successorId"],
    /not a member of this partner/,
  ],
  [
    "the last ADMIN's role",
    () => {
      const partner = acme();
      partner.changeMemberRole(asAda(partner), ada.id, "MEMBER", now);
    },
    "LAST_ADMIN",
    ["developerId"],
    /always has an ADMIN/,
  ],
  [
    "somebody's removal by a member",
    () => {
      const partner = acme();
      partner.removeMember(asBob(partner), ada.id, now);
    },
    "NOT_AN_ADMIN",
    [],
    /may remove someone else/,
  ],
  [
    "registering too early",
    () => {
      const partner = Partner.found("prt_1", ada, now);
      partner.readyMember(ada, { ...terms, version: "2" });
    },
    "NOT_READY_TO_REGISTER",
    [],
    /still need: CURRENT_TERMS, COMPLETE_COMPANY\.$/,
  ],
  [
    "an operator's work by others",
    () => operatorOf({ developerId: "dev_x", partnerId: null, isOperator: false }),
    "NOT_AN_OPERATOR",
    [],
    /Only operators/,
  ],
  ["a product's name", () => productWith({ name: "x" }), "INVALID", ["name"], /^The name needs 2 to 80/],
  [
    "a product's description",
    () => productWith({ description: "" }),
    "INVALID",
    ["description"],
    /^The description needs 1 to 1000/,
  ],
  [
    "101 APIs",
    () => productWith({ apis: Array.from({ length: 101 }, (_, index) => ({ ...api, version: `${index}` })) }),
    "INVALID",
    ["apis"],
    /at most 100 APIs/,
  ],
  [
    "an API's name",
    () => productWith({ apis: [{ ...api, name: "" }] }),
    "INVALID",
    ["apis", "0", "name"],
    /^The API's name needs/,
  ],
  [
    "an API's version",
    () => productWith({ apis: [{ ...api, version: "x".repeat(21) }] }),
    "INVALID",
    ["apis", "0", "version"],
    /^The API's version needs 1 to 20/,
  ],
  [
    "an API's documentation",
    () => productWith({ apis: [{ ...api, documentationUrl: "x" }] }),
    "INVALID",
    ["apis", "0", "documentationUrl"],
    /^The documentation URL /,
  ],
  [
    "an API twice",
    () => productWith({ apis: [{ ...api, version: "v0" }, api, api] }),
    "INVALID",
    ["apis", "2"],
    /is listed twice/,
  ],
  [
    "an unknown embedded product",
    () => productWith({ embedIds: ["prd_x"] }),
    "NOT_FOUND",
    ["embedIds", "0"],
    /no such product/,
  ],
  [
    "a product that embeds itself",
    () => productWith({ embedIds: ["prd_1"] }),
    "INVALID",
    ["embedIds", "0"],
    /embeds the one that would embed it/,
  ],
  [
    "an unknown product",
    () => catalogue().updateProduct(by, "prd_x", {}),
    "NOT_FOUND",
    ["apiProductId"],
    /no such API product/,
  ],
  ["an environment's name", () => placeWith({ name: "x" }), "INVALID", ["name"], /^The name needs 2 to 80/],
  [
    "an environment's address",
    () => placeWith({ apiBaseUrl: "x" }),
    "INVALID",
    ["apiBaseUrl"],
    /^The base URL of the APIs must/,
  ],
  [
    "an environment's institution",
    () => catalogue().createEnvironment(by, "uat", { ...place, institution: "" }, { id: "env_2", now }),
    "INVALID",
    ["institution"],
    /^The institution needs 2/,
  ],
  [
    "an unknown environment",
    () => catalogue().updateEnvironment(by, "env_x", {}),
    "NOT_FOUND",
    ["apiEnvironmentId"],
    /no such API environment/,
  ],
  [
    "a slug",
    () => catalogue().createProduct(by, "A", product, { id: "prd_2", now }),
    "INVALID",
    ["slug"],
    /^A slug is 2 to 40 /,
  ],
  [
    "a slug that is taken",
    () => catalogue().createEnvironment(by, "test", place, { id: "env_2", now }),
    "SLUG_TAKEN",
    ["slug"],
    /unique and never change/,
  ],
  ["a version of the terms", () => publish(""), "INVALID", ["version"], /^The version needs 1 to 20/],
  ["a version again", () => publish(" 1 "), "INVALID", ["version"], /has already been published/],
  ["the terms' address", () => publish("2", "x"), "INVALID", ["url"], /^The URL must be/],
  ["a token's name", () => token({ name: "" }), "INVALID", ["name"], /^The name needs 1 to 80/],
  ["a token's scopes", () => token({ scopes: [] }), "INVALID", ["scopes"], /at least one scope/],
  ["a token's life", () => token({ expiresInDays: 0 }), "INVALID", ["expiresInDays"], /1 to 365 days/],
  ["a 51st token", () => token({}, 50), "LIMIT_REACHED", [], /at most 50 tokens/],
];

describe("a refusal says why, and points to what is to be mended", () => {
  it.each(rows)("%s", (_, act, code, path, words) => {
    expect(problemsOf(act)).toMatchObject([{ code, path, message: expect.stringMatching(words) }]);
  });
});

describe("R7 the limits of invitations", () => {
  it("count for each address by itself, and for a day", () => {
    const partner = resend(resend(invite()));
    invite("other@acme.example", 29, partner);
    partner.resendInvitation(asBob(partner), "inv_other@acme.example", 29, now);
    partner.resendInvitation(asBob(partner), id, 0, hoursLater(24));
    expect(partner.state.invitations.map(({ sendings }) => sendings.length)).toEqual([4, 2]);
  });
});
