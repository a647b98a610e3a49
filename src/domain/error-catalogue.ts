/**
 * Every code that a `userErrors` entry can carry, with the sentence that explains it. The GraphQL enum and the
 * README's error catalogue are made from this table.
 */
export const errorCatalogue = {
  INVALID: "The value is not acceptable; the message says what is.",
  NOT_FOUND: "It does not exist, or it is not yours to see; the answer does not say which (R18).",
  NOT_AN_OWNER:
    "Only the owner and the co-owners of the application may do this (R21); some actions are for the owner alone, and the message then says so (R22, R23).",
  NOT_AN_ADMIN: "Only an ADMIN of the partner may do this (R6, R9).",
  NOT_AN_OPERATOR: "Only operators of the platform may do this.",
  NOT_READY_TO_REGISTER:
    "You cannot register an application yet; `missing` lists everything you still need (R10).",
  TERMS_OUTDATED: "Only the current version of the terms can be accepted; read `currentTerms` again.",
  NAME_TAKEN:
    "Another application of your partner has this name; case and surrounding space do not count (R11).",
  STALE_VERSION:
    "The application has changed since the version that the edit was based on; `currentVersion` is the latest (R26).",
  NAME_NOT_CONFIRMED:
    "To delete an application, type its exact name; to delete your account, its exact address (R31).",
  TYPE_AND_AUTHENTICATION_MISMATCH: "The application type does not allow this way of authenticating (R12).",
  INVALID_REDIRECT_URL: "The redirect URL is not allowed for this application type (R13).",
  NOT_OPEN: "The product or environment takes no new applications (R14).",
  NOT_A_COMPANY_DOMAIN:
    "The address is at a public or disposable mail provider; use your company address (R4).",
  DIFFERENT_EMAIL_DOMAIN: "Only addresses of the partner's own domains can be invited, or moved to (R2, R7).",
  ALREADY_A_MEMBER: "The address already belongs to a member of the partner.",
  ALREADY_INVITED: "The address already has an open invitation; it can be resent (R7).",
  LAST_ADMIN: "A partner always has at least one ADMIN (R8).",
  OWNS_APPLICATIONS: "The member owns applications; name who takes them over, or transfer them first (R9).",
  NOT_A_MEMBER: "The developer is not a member of the partner (R20).",
  ALREADY_AN_OWNER: "The developer is already an owner of the application (R20).",
  OWNER_CANNOT_BE_REMOVED: "The owner stays until the ownership is transferred (R22).",
  NOT_A_CO_OWNER: "The developer is not a co-owner of the application (R22, R23).",
  LIMIT_REACHED: "A limit has been reached; the message says which.",
  NOT_ISSUED:
    "There is no secret to show or rotate: it has not been issued yet, or the client is public and has none (R15, R17).",
  ALREADY_SHOWN: "This environment shows each secret only once, and this one has been shown (R19).",
  ALREADY_REVOKED: "The credential has been revoked for good (R27).",
  ALREADY_DECIDED: "The access request has already been decided; a request is decided only once (R17).",
  OWN_PARTNER: "Nobody decides about their own partner (R17, R35, R37).",
  PARTNER_SUSPENDED:
    "Operators have suspended the partner; its members can look, and revoke, but change nothing until it is resumed (R37).",
  DOMAIN_NOT_PROVEN: "The TXT record that proves the domain was not found; DNS may take a while (R38).",
  DOMAIN_TAKEN: "The domain belongs to another partner (R5, R38).",
  CERTIFICATES_NOT_ACCEPTED:
    "Clients cannot show who they are by certificates here; operators change that by `CLIENT_CERTIFICATE_HEADER`.",
  SLUG_TAKEN: "Another product or environment has this slug.",
} as const;

export type UserErrorCode = keyof typeof errorCatalogue;
