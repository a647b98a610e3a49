import { registerEnumType } from "type-graphql";
import { type AuditAction, auditActions } from "../../application/consequences/audit/audit-action.js";
import type { ShownToken } from "../../application/ports/verified-identity.js";
import type { Payer } from "../../application/ports/work-budget.js";
import type * as usage from "../../application/queries/usage.js";
import type * as token from "../../domain/access-token/scope.js";
import type * as environment from "../../domain/catalogue/api-environment.js";
import type * as gateway from "../../domain/catalogue/environment-gateway.js";
import type * as status from "../../domain/client-application/api-key-status.js";
import type * as application from "../../domain/client-application/application-type.js";
import type * as clientKeys from "../../domain/client-application/client-keys.js";
import type { DetailKey } from "../../domain/client-application/details.js";
import { errorCatalogue } from "../../domain/error-catalogue.js";
import type * as authentication from "../../domain/oauth/client-authentication.js";
import type * as invitation from "../../domain/partner/invitation.js";
import type * as joining from "../../domain/partner/joining.js";
import type * as partner from "../../domain/partner/partner.js";
import type * as requirement from "../../domain/partner/registration-requirements.js";

/** Registers an enumeration: every word of a type that the code below knows, each with what it means. */
export function words<Word extends string>(
  name: string,
  description: string,
  meanings: Record<NoInfer<Word>, string>,
) {
  const values = Object.fromEntries(Object.keys(meanings).map((word) => [word, word])) as { [W in Word]: W };
  const entries = Object.entries<string>(meanings).map(([word, meaning]) => [word, { description: meaning }]);
  registerEnumType(values, { name, description, valuesConfig: Object.fromEntries(entries) });
  return values;
}

export type RegistrationRequirement = requirement.RegistrationRequirement;
export const RegistrationRequirement = words<RegistrationRequirement>(
  "RegistrationRequirement",
  "What a developer needs in order to register an application (R10).",
  {
    VERIFIED_EMAIL: "A verified e-mail address at a company that you are a member of.",
    COMPLETE_PROFILE: "Given name, family name and job title: `updateProfile`.",
    CURRENT_TERMS: "The current version of the terms accepted: `acceptTerms`.",
    COMPLETE_COMPANY:
      "Legal name, website, country and contact e-mail of your company: `updateCompanyDetails`.",
  },
);

export type MemberRole = partner.MemberRole;
export const MemberRole = words<MemberRole>("MemberRole", "What a member may do for the partner.", {
  ADMIN: "Manages the company's details and members. The founder is one.",
  MEMBER: "Registers applications and invites colleagues.",
});

export type JoiningPolicy = joining.JoiningPolicy;
export const JoiningPolicy = words<JoiningPolicy>(
  "JoiningPolicy",
  "How colleagues with an address at one of the partner's domains join (R38). Those with an invitation always do.",
  {
    OPEN: "By signing up.",
    CONSENT: "Once an ADMIN has let them in.",
    INVITATION: "Only by invitation.",
  },
);

export type JoiningStatus = joining.JoiningStatus;
export const JoiningStatus = words<JoiningStatus>(
  "JoiningStatus",
  "What keeps a developer from being a member of their company (R38).",
  {
    AWAITING_CONSENT: "An ADMIN of the company has not decided yet; all of them were told.",
    INVITATION_NEEDED: "Only an invitation by a member makes this developer one (R7, R9).",
    DECLINED: "An ADMIN has declined the request; an invitation is needed.",
    COMPANY_SUSPENDED:
      "Operators of the platform have suspended the company: nobody joins it before it is resumed, not even by invitation. Then its policy decides.",
  },
);

export type EnvironmentTier = environment.EnvironmentTier;
export const EnvironmentTier = words<EnvironmentTier>(
  "EnvironmentTier",
  "How close an environment is to real customers.",
  {
    DEVELOPMENT: "For trying things out.",
    TEST: "For automated and manual tests.",
    UAT: "For acceptance by users before a release.",
    DEMO: "For showing to others.",
    PARTNER: "For integration with other partners.",
    PRODUCTION: "Real customers and real money.",
  },
);

export type AccessPolicy = environment.AccessPolicy;
export const AccessPolicy = words<AccessPolicy>(
  "AccessPolicy",
  "How an application gets into an environment.",
  {
    AUTOMATIC: "Keys are provisioned at once.",
    APPROVAL: "Nothing is issued before an operator approves (R17).",
  },
);

export type SecretRetrieval = environment.SecretRetrieval;
export const SecretRetrieval = words<SecretRetrieval>(
  "SecretRetrieval",
  "How often owners may view a key or secret (R19).",
  {
    REPEATABLE: "At any time after it is issued; every view is recorded.",
    ONCE: "Once; then it can only be replaced.",
  },
);

export type VerificationWhenUnavailable = environment.VerificationWhenUnavailable;
export const VerificationWhenUnavailable = words<VerificationWhenUnavailable>(
  "VerificationWhenUnavailable",
  "What gateways are answered about keys while Portico's database is away.",
  {
    REFUSE: "Nothing: 503, and the gateway decides.",
    LAST_KNOWN: "What was known of the key, up to 15 minutes ago; the answer says that it is stale.",
  },
);

export type EndUserSignIn = environment.EndUserSignIn;
export const EndUserSignIn = words<EndUserSignIn>(
  "EndUserSignIn",
  "By whom customers are signed in where they let an application act for them.",
  {
    SAMPLE: "Whoever comes chooses a sample customer of a sample bank. Never in production.",
    INSTITUTION: "The institution's own OpenID provider signs them in: `signInProvider`.",
  },
);

export type OauthProfile = environment.OauthProfile;
export const OauthProfile = words<OauthProfile>(
  "OauthProfile",
  "By which rules an environment's authorization server issues tokens.",
  {
    STANDARD: "OAuth 2.0 with its security best current practice (RFC 9700).",
    FAPI_2:
      "FAPI 2.0: authorization requests are pushed, tokens are bound to a key, and clients show keys instead of shared secrets.",
  },
);

export type GatewayKind = gateway.GatewayKind;
export const GatewayKind = words<GatewayKind>("GatewayKind", "What enforces keys in an environment.", {
  BUILT_IN: "Gateways that ask Portico about each call.",
  KONG: "A Kong gateway that Portico tells what to accept.",
});

export type ClientAuthentication = authentication.ClientAuthentication;
export const ClientAuthentication = words<ClientAuthentication>(
  "ClientAuthentication",
  "How a client shows who it is to the authorization server.",
  {
    NONE: "By nothing: a public client, which uses PKCE.",
    CLIENT_SECRET: "By its client secret, in basic authentication or in the form (RFC 6749 §2.3.1).",
    PRIVATE_KEY_JWT: "By a JWT that it signs (RFC 7523 §2.2).",
    SELF_SIGNED_TLS_CLIENT_AUTH: "By a certificate of its own, whose key is among its keys (RFC 8705 §2.2).",
    TLS_CLIENT_AUTH: "By a certificate of an authority that the proxy trusts (RFC 8705 §2.1).",
  },
);

export type ClientKeyMethod = clientKeys.ClientKeyMethod;
export const ClientKeyMethod = words<ClientKeyMethod>(
  "ClientKeyMethod",
  "How a client shows who it is in place of a shared secret.",
  {
    PRIVATE_KEY_JWT: "By a JWT that it signs with one of its keys (RFC 7523 §2.2).",
    SELF_SIGNED_TLS_CLIENT_AUTH:
      "By a certificate of its own, which stands in its keys as x5c (RFC 8705 §2.2).",
    TLS_CLIENT_AUTH:
      "By a certificate of an authority that the proxy trusts, for this subject (RFC 8705 §2.1).",
  },
);

export type WhenKeyLeaks = environment.WhenKeyLeaks;
export const WhenKeyLeaks = words<WhenKeyLeaks>(
  "WhenKeyLeaks",
  "What becomes of a key, client secret or gateway token that was found in public. Its owners and the operators are told in any case.",
  {
    TELL: "It goes on working; whoever it belongs to rotates or revokes it.",
    REVOKE: "It is revoked at once.",
  },
);

export type ApplicationType = application.ApplicationType;
export const ApplicationType = words<ApplicationType>(
  "ApplicationType",
  "What kind of program the application is (R12); fixed at registration.",
  {
    DESKTOP: "Runs on the user's computer; a public client with PKCE.",
    WEB: "Runs on a web server; a confidential client.",
    MOBILE: "Runs on the user's phone or tablet; a public client with PKCE.",
    SERVICE: "Runs without a user in front of it; a confidential client.",
  },
);

export type Authentication = application.Authentication;
export const Authentication = words<Authentication>(
  "Authentication",
  "The OAuth 2.0 flow that the application uses (R12); fixed at registration.",
  {
    AUTHORIZATION_CODE: "A user signs in and consents (RFC 6749 §4.1). Needs 1 to 10 redirect URLs.",
    CLIENT_CREDENTIALS:
      "The application acts for itself (RFC 6749 §4.4). SERVICE only; takes no redirect URLs.",
  },
);

export type ApplicationStatus = status.ApplicationStatus;
export const ApplicationStatus = words<ApplicationStatus>(
  "ApplicationStatus",
  "Whether the application may call APIs at all (R29).",
  {
    ACTIVE: "Its active keys work.",
    DEACTIVATED: "Stopped in all environments until it is restored.",
  },
);

export type GrantStatus = status.GrantStatus;
export const GrantStatus = words<GrantStatus>(
  "GrantStatus",
  "Whether a request is approved; for a grant, whether the application may have anything there (R17).",
  {
    AWAITING_APPROVAL: "An operator has not decided yet.",
    APPROVED: "Credentials have been or will be provisioned.",
    REJECTED: "An operator has rejected it; `decisionReason` says why.",
  },
);

type Detail = "NAME" | "DESCRIPTION" | "SITE_URL" | "REDIRECT_URLS";
export type ApplicationDetail = Detail;
export const ApplicationDetail = words<Detail>(
  "ApplicationDetail",
  "What owners say about an application (R24).",
  {
    NAME: "Its name.",
    DESCRIPTION: "Its description.",
    SITE_URL: "Its site URL.",
    REDIRECT_URLS: "Its redirect URLs.",
  },
);

/** Every detail has its word in the API. */
export const applicationDetail: Readonly<Record<DetailKey, ApplicationDetail>> = {
  name: "NAME",
  description: "DESCRIPTION",
  siteUrl: "SITE_URL",
  redirectUrls: "REDIRECT_URLS",
};

export type ApiKeyStatus = status.ApiKeyStatus;
export const ApiKeyStatus = words<ApiKeyStatus>(
  "ApiKeyStatus",
  "Whether a key works, derived from what has happened to it; the first that applies.",
  {
    REVOKED: "Revoked for good (R27).",
    EXPIRED: "It has expired.",
    REJECTED: "The request that covers its product was refused (R17).",
    AWAITING_APPROVAL: "The request that covers its product is waiting for an operator (R17).",
    SUSPENDED: "Stopped along with its application, or with its whole partner (R29, R37).",
    PROVISIONING: "Queued, or on its way to the gateway (R16).",
    ACTIVE: "Works.",
  },
);

export type UserErrorCode = keyof typeof errorCatalogue;
export const UserErrorCode = words<UserErrorCode>(
  "UserErrorCode",
  "Why a mutation was refused; stable, for programs.",
  errorCatalogue,
);

export type InvitationStatus = invitation.InvitationStatus;
export const InvitationStatus = words<InvitationStatus>(
  "InvitationStatus",
  "What has become of an invitation (R7).",
  {
    PENDING: "Waiting for the colleague to register.",
    ACCEPTED: "The colleague is a member.",
    EXPIRED: "Its 14 days are over; it can be sent again.",
    WITHDRAWN: "Withdrawn; the address can be invited again.",
  },
);

export type AccessTokenScope = token.AccessTokenScope;
export const AccessTokenScope = words<AccessTokenScope>(
  "AccessTokenScope",
  "What an access token may do; each scope includes those before it.",
  {
    READ: "Queries.",
    WRITE: "Mutations too.",
    SECRETS: "Also reveal and rotate.",
  },
);

export type ActivityAction = AuditAction;
export const ActivityAction = words<ActivityAction>(
  "ActivityAction",
  "What was done, for programs.",
  auditActions,
);

export type AccessTokenOwner = ShownToken["kind"];
export const AccessTokenOwner = words<AccessTokenOwner>("AccessTokenOwner", "Whose an access token is.", {
  DEVELOPER: "A developer's own: it acts as they do, and ends with their membership.",
  COMPANY:
    "The company's: it acts on the applications that it names as their owners do, whoever comes and goes.",
});

export type WorkPayer = Payer["kind"];
export const WorkPayer = words<WorkPayer>("WorkPayer", "Who pays for work.", {
  ADDRESS: "The network address the request comes from, while nobody is signed in; for IPv6, the whole /64.",
  DEVELOPER: "The signed-in developer, from wherever they ask.",
  COMPANY: "The company, for all that its access tokens ask together.",
});

export type UsageStep = usage.UsageStep;
export const UsageStep = words<UsageStep>("UsageStep", "How much time one point of a series stands for.", {
  HOUR: "An hour.",
  DAY: "A day from midnight to midnight UTC.",
});
