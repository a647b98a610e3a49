import { refuse } from "../domain-error.js";

export type ApplicationType = "DESKTOP" | "WEB" | "MOBILE" | "SERVICE";
export type Authentication = "AUTHORIZATION_CODE" | "CLIENT_CREDENTIALS";

/** RFC 6749 §2.1: whether the client can keep a secret. */
export type Confidentiality = "CONFIDENTIAL" | "PUBLIC";

interface TypeRules {
  readonly authentications: readonly Authentication[];
  readonly confidentiality: Confidentiality;
  /** RFC 8252 §7.1: an app on the user's device may claim a private-use scheme. */
  readonly privateUseScheme: boolean;
}

/** R12, R13, R15 as one table. */
export const applicationTypes: Readonly<Record<ApplicationType, TypeRules>> = {
  // RFC 6749 §2.1 "web application": runs on a server.
  WEB: { authentications: ["AUTHORIZATION_CODE"], confidentiality: "CONFIDENTIAL", privateUseScheme: false },
  // RFC 8252 §8.4: native apps are public clients.
  MOBILE: { authentications: ["AUTHORIZATION_CODE"], confidentiality: "PUBLIC", privateUseScheme: true },
  DESKTOP: { authentications: ["AUTHORIZATION_CODE"], confidentiality: "PUBLIC", privateUseScheme: true },
  // RFC 6749 §4.4: client credentials are for confidential clients only.
  SERVICE: {
    authentications: ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE"],
    confidentiality: "CONFIDENTIAL",
    privateUseScheme: false,
  },
};

/** R12. Throws TYPE_AND_AUTHENTICATION_MISMATCH. */
export function assertTypeAndAuthentication(type: ApplicationType, authentication: Authentication): void {
  const { authentications } = applicationTypes[type];
  if (authentications.includes(authentication)) return;
  const allowed = authentications.join(" or ");
  refuse("TYPE_AND_AUTHENTICATION_MISMATCH", `A ${type} application authenticates with ${allowed}.`, [
    "authentication",
  ]);
}
