import { registerEnumType } from "type-graphql";
import { errorCatalogue } from "../../domain/error-catalogue.js";

/** Registers an enumeration of plain words, each with what it means. */
function words<Word extends string>(name: string, description: string, meanings: Record<Word, string>) {
  const values = Object.fromEntries(Object.keys(meanings).map((word) => [word, word])) as { [W in Word]: W };
  const entries = Object.entries<string>(meanings).map(([word, meaning]) => [word, { description: meaning }]);
  registerEnumType(values, { name, description, valuesConfig: Object.fromEntries(entries) });
  return values;
}

export const RegistrationRequirement = words(
  "RegistrationRequirement",
  "What registering an application needs of a developer (R10).",
  {
    VERIFIED_EMAIL: "A verified e-mail address at a company that you are a member of.",
    COMPLETE_PROFILE: "Given name, family name and job title: `updateProfile`.",
    CURRENT_TERMS: "The current version of the terms accepted: `acceptTerms`.",
    COMPLETE_COMPANY:
      "Legal name, website, country and contact e-mail of your company: `updateCompanyDetails`.",
  },
);

export const MemberRole = words("MemberRole", "What a member may do for the partner.", {
  ADMIN: "Keeps the company's details and members. The founder is one.",
  MEMBER: "Registers applications and invites colleagues.",
});

export const EnvironmentTier = words("EnvironmentTier", "How close to real customers an environment is.", {
  DEVELOPMENT: "For trying things out.",
  TEST: "For automated and manual tests.",
  UAT: "For acceptance by users before a release.",
  DEMO: "For showing to others.",
  PARTNER: "For integration with other partners.",
  PRODUCTION: "Real customers and real money.",
});

export const AccessPolicy = words("AccessPolicy", "How an application gets into an environment.", {
  AUTOMATIC: "Keys are provisioned at once.",
  APPROVAL: "Nothing is issued before an operator approves (R17).",
});

export const SecretRetrieval = words("SecretRetrieval", "How often owners may view a key or secret (R19).", {
  REPEATABLE: "At any time after it is issued; every view is recorded.",
  ONCE: "Once; then it can only be replaced.",
});

export const ApplicationType = words(
  "ApplicationType",
  "What kind of program the application is (R12); fixed at registration.",
  {
    DESKTOP: "Runs on the user's computer; a public client with PKCE.",
    WEB: "Runs on a web server; a confidential client.",
    MOBILE: "Runs on the user's phone or tablet; a public client with PKCE.",
    SERVICE: "Runs without a user in front of it; a confidential client.",
  },
);

export const Authentication = words(
  "Authentication",
  "The OAuth 2.0 flow that the application uses (R12); fixed at registration.",
  {
    AUTHORIZATION_CODE: "A user signs in and consents (RFC 6749 §4.1). Needs 1 to 10 redirect URLs.",
    CLIENT_CREDENTIALS:
      "The application acts for itself (RFC 6749 §4.4). SERVICE only; takes no redirect URLs.",
  },
);

export const ApplicationStatus = words(
  "ApplicationStatus",
  "Whether the application may call APIs at all (R29).",
  {
    ACTIVE: "Its active keys work.",
    DEACTIVATED: "Stopped in all environments until it is restored.",
  },
);

export const GrantStatus = words("GrantStatus", "Whether the application may be in the environment (R17).", {
  AWAITING_APPROVAL: "An operator has not decided yet.",
  APPROVED: "Credentials are or will be provisioned.",
  REJECTED: "An operator has said no; `decisionReason` says why.",
});

export const ApiKeyStatus = words(
  "ApiKeyStatus",
  "Whether a key works, derived from what has happened to it; the first that fits.",
  {
    REVOKED: "Revoked for good (R27).",
    EXPIRED: "Its time is over.",
    REJECTED: "Access to the environment was refused (R17).",
    AWAITING_APPROVAL: "Waits for an operator (R17).",
    PROVISIONING: "Queued, or on its way to the gateway (R16).",
    SUSPENDED: "Stopped together with its application (R29).",
    ACTIVE: "Works.",
  },
);

export const ClientApplicationOrder = words(
  "ClientApplicationOrder",
  "In which order applications are listed.",
  {
    NAME: "By name, ignoring case.",
    CREATED_NEWEST: "By registration, newest first.",
    UPDATED_NEWEST: "By last change, newest first.",
  },
);

export const UserErrorCode = words(
  "UserErrorCode",
  "Why a mutation was refused; stable, for programs.",
  errorCatalogue,
);

export const InvitationStatus = words("InvitationStatus", "What has become of an invitation (R7).", {
  PENDING: "Waits for the colleague to register.",
  ACCEPTED: "The colleague is a member.",
  EXPIRED: "Its 14 days are over; it can be sent again.",
  WITHDRAWN: "Taken back; the address can be invited anew.",
});

export const AccessTokenScope = words(
  "AccessTokenScope",
  "What an access token may do; each scope includes those before it.",
  {
    READ: "Queries.",
    WRITE: "Mutations too.",
    SECRETS: "Also reveal and rotate.",
  },
);
