import { foundInPublic } from "../consequences/leak-words.js";
import type { Clock } from "../ports/clock.js";
import type { MailMessage, MailQueue } from "../ports/mail.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { instantWords } from "./instant-words.js";

/** What the owner of an account is told at once, because it may not have been them. */
export type AccountHappening =
  | { readonly what: "PASSWORD_CHANGED" }
  /** `ADDRESS_LEFT` is for the earlier address, which no longer signs in. */
  | { readonly what: "ADDRESS_MOVED" | "ADDRESS_LEFT" }
  /** `address`: the network address, as far as it is known. */
  | { readonly what: "SIGNED_IN_FROM_NEW_PLACE"; readonly address: string | null }
  | { readonly what: "ACCESS_TOKEN_CREATED" }
  /** It was found in public, and revoked for that. */
  | { readonly what: "ACCESS_TOKEN_LEAKED"; readonly tokenName: string; readonly url: string | null }
  | { readonly what: "FACTOR_ADDED" | "FACTOR_REMOVED"; readonly factor: "PASSKEY" | "AUTHENTICATOR" }
  | { readonly what: "RECOVERY_CODES_MADE" }
  | { readonly what: "RECOVERY_CODE_USED" }
  /** By operators. */
  | { readonly what: "ACCESS_ENDED"; readonly reason: string }
  | { readonly what: "FACTORS_LOST" }
  | { readonly what: "SIGN_INS_FAILED" };

/** Mails the owner of an account what happened to it; no mail holds a secret (R34), or words that a stranger chose. */
export interface AccountNotices {
  tell(email: string, happening: AccountHappening): Promise<void>;
}

export function accountNotices(ports: { mail: MailQueue; clock: Clock; links: PortalLinks }): AccountNotices {
  return {
    tell: (email, happening) =>
      ports.mail.enqueue(accountMail(email, happening, ports.clock.now(), ports.links)),
  };
}

/** The mail that tells of it. */
export function accountMail(to: string, happening: AccountHappening, at: Date, links: PortalLinks) {
  const data = { ...words(happening), at: instantWords(at) };
  return {
    template: "account-changed",
    to,
    data: { ...data, signInUrl: links.signIn() },
  } satisfies MailMessage;
}

type Words = Pick<
  Extract<MailMessage, { template: "account-changed" }>["data"],
  "headline" | "sentence" | "remedy" | "isByOthers"
>;

const factors = { PASSKEY: "passkey", AUTHENTICATOR: "authenticator app" } as const;

function words(happening: AccountHappening): Words {
  switch (happening.what) {
    case "PASSWORD_CHANGED":
      return {
        headline: "Your password was changed",
        sentence:
          "The password of your account was changed. All other sessions and all access tokens of the account have ended.",
      };
    case "ADDRESS_MOVED":
      return {
        headline: "Your account has moved to this address",
        sentence:
          "Your account at the developer portal has moved to this address. All its other sessions and all its access tokens have ended.",
      };
    case "ADDRESS_LEFT":
      return {
        headline: "Your account has moved to another address",
        sentence:
          "Your account at the developer portal has moved to another address of your company. This address no longer signs in to it.",
        remedy: "If it was not, tell an ADMIN of your company at once: they can remove the account.",
      };
    case "SIGNED_IN_FROM_NEW_PLACE": {
      const from = happening.address ? `the network address ${happening.address}` : "a new network address";
      return {
        headline: "A sign-in from a new place",
        sentence: `Someone signed in to your account from ${from}, which has not been used for it before.`,
      };
    }
    case "ACCESS_TOKEN_CREATED":
      return {
        headline: "A new access token",
        sentence: "A personal access token was created for your account. Whoever holds it can act for you.",
      };
    case "ACCESS_TOKEN_LEAKED":
      return {
        headline: "An access token of yours is public",
        sentence: `${foundInPublic(`your access token "${happening.tokenName}"`, happening)} It was revoked at once: whoever has read it can use it no longer, and neither can you.`,
        isByOthers: true,
        remedy:
          "Make another one for whatever used it, and remove this one where it was found. The activity of your applications shows what was done with them in your name.",
      };
    case "FACTOR_ADDED":
      return {
        headline: `A new ${factors[happening.factor]}`,
        sentence: `A ${factors[happening.factor]} was added to your account. It can be used to sign in.`,
      };
    case "FACTOR_REMOVED":
      return {
        headline: `Your ${factors[happening.factor]} was removed`,
        sentence: `A ${factors[happening.factor]} was removed from your account. It can no longer be used to sign in.`,
      };
    case "RECOVERY_CODES_MADE":
      return {
        headline: "New recovery codes",
        sentence: "New recovery codes were made for your account. The earlier ones no longer work.",
      };
    case "RECOVERY_CODE_USED":
      return {
        headline: "A recovery code was used",
        sentence: "Someone signed in to your account with one of its recovery codes. Each works once.",
      };
    case "ACCESS_ENDED":
      return {
        headline: "Your sessions and access tokens have ended",
        sentence: `The operators of the developer portal have ended all sessions, access tokens and mailed links of your account. Their reason: ${happening.reason}`,
        isByOthers: true,
        remedy: "Sign in again to go on. If somebody may know your password, choose another one.",
      };
    case "FACTORS_LOST":
      return {
        headline: "Your second factors were removed",
        sentence:
          "The operators of the developer portal have removed the authenticator app, the recovery codes and the passkeys of your account, and ended all its sessions and access tokens. Sign in with your password, and set up a second factor.",
        isByOthers: true,
        remedy: "If you have not asked for it, choose a new password at once, and tell the operators.",
      };
    case "SIGN_INS_FAILED":
      return {
        headline: "Many failed sign-ins",
        sentence:
          "Someone has tried many wrong passwords for your account. They did not get in. Further attempts are slowed down; a new password from the sign-in page lets you in at once.",
      };
  }
}
