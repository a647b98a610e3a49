import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Field, Form } from "./form.js";

const emailField = (value = ""): Field => ({
  name: "email",
  label: "Company e-mail address",
  type: "email",
  autocomplete: "username",
  value,
});

const newPasswordField = (name: string): Field => ({
  name,
  label: "Password (at least 12 characters)",
  type: "password",
  autocomplete: "new-password",
});

const currentPasswordField: Field = {
  name: "password",
  label: "Password",
  type: "password",
  autocomplete: "current-password",
};

const verifyLinkFailed =
  "This link has expired or has already been used. Sign up again for a new one, or sign in.";
const refusedEmail = "Please enter an e-mail address, such as ada@company.example.";
const refusedInput = {
  INVALID_EMAIL: refusedEmail,
  VALIDATION_ERROR: refusedEmail,
};

/** What is to be done with a mail. */
const openMail = (mailboxUrl?: string) =>
  mailboxUrl
    ? html`Open the link in it; it is in <a href="${mailboxUrl}">the mailbox</a>.`
    : "Open the link in it.";

/** Each mailbox gets a few at once, and others later. */
const ifLate = "If you have asked several times, the link of an earlier e-mail works as well.";

/** A refused address (R4) or password is told in the API's own words. */
export const signUpForm = (email?: string, mailboxUrl?: string): Form => ({
  title: "Sign up",
  fields: [emailField(email)],
  button: "Sign up",
  endpoint: "/api/auth/sign-up/email",
  constants: { callbackURL: pagePaths.signedIn },
  onSuccess: { say: html`An e-mail is on its way to you. ${openMail(mailboxUrl)} ${ifLate}` },
  refusals: refusedInput,
  links: html`Already signed up? <a href="${pagePaths.signIn}">Sign in</a>.`,
});

/** Behind the link of the mail: whoever opens it has the mailbox, and chooses the password (R1). */
export const verifyEmailForm = (token: string, next: string): Form => ({
  title: "Choose a password",
  fields: [newPasswordField("password")],
  button: "Verify my address and sign in",
  endpoint: "/api/auth/verify-email",
  constants: { token },
  onSuccess: { goTo: next },
  refusals: { ...refusedInput, INVALID_TOKEN: verifyLinkFailed },
  links: html`<a href="${pagePaths.signUp}">Sign up again</a> · <a href="${pagePaths.signIn}">Sign in</a>`,
});

/** Behind the link of the mail: whoever opens it has the mailbox, and their session is the account's (R1, R2). */
export const moveAddressForm = (token: string): Form => ({
  title: "Confirm your new address",
  text: html`<p>Your account moves to the address that the e-mail went to. All its other sessions and all its access tokens end.</p>`,
  fields: [],
  button: "Move my account",
  endpoint: "/api/auth/move-address",
  constants: { token },
  onSuccess: { say: html`Your account has moved: from now on you sign in with the new address.` },
  refusals: {
    UNAUTHORIZED: "Sign in with your present address first, in this browser. Then open the link again.",
    INVALID_TOKEN:
      "This link has expired, has already been used, or is for another account than the one that is signed in here.",
  },
  links: html`<a href="${pagePaths.signIn}">Sign in</a>`,
});

export const signInForm: Form = {
  title: "Sign in",
  fields: [emailField(), currentPasswordField],
  button: "Sign in",
  endpoint: "/api/auth/sign-in/email",
  onSuccess: { goTo: pagePaths.signedIn },
  secondFactor: pagePaths.secondFactor,
  passkeyGoTo: pagePaths.signedIn,
  refusals: {
    ...refusedInput,
    INVALID_EMAIL_OR_PASSWORD: "The address or the password is wrong.",
  },
  links: html`<a href="${pagePaths.signUp}">Sign up</a> · <a href="${pagePaths.forgottenPassword}">Forgotten your password?</a>`,
};

const codeField: Field = {
  name: "code",
  label: "Code of your authenticator app",
  type: "text",
  autocomplete: "one-time-code",
};
const refusedCode = {
  INVALID_CODE: "This code is wrong, or no longer the one that your app shows.",
  INVALID_BACKUP_CODE: "This recovery code is wrong, or has been used.",
  INVALID_TWO_FACTOR_COOKIE: "This took too long. Please sign in again.",
};

/** R36: after the password, whoever has an authenticator app gives its code, or a recovery code in its place. */
export const secondFactorForm = (isRecovery: boolean): Form => ({
  title: "Second factor",
  fields: [isRecovery ? { ...codeField, label: "Recovery code", autocomplete: "off" } : codeField],
  button: "Sign in",
  endpoint: isRecovery ? "/api/auth/two-factor/verify-backup-code" : "/api/auth/two-factor/verify-totp",
  onSuccess: { goTo: pagePaths.signedIn },
  refusals: refusedCode,
  links: isRecovery
    ? html`<a href="${pagePaths.secondFactor}">Use the app</a> · <a href="${pagePaths.signIn}">Sign in anew</a>`
    : html`<a href="${pagePaths.secondFactor}?with=recovery-code">Use a recovery code</a> · <a href="${pagePaths.signIn}">Sign in anew</a>`,
});

/** R36: whoever is signed in shows that it is them: by a code where they have an authenticator app. */
export const stepUpForm = (next: string | null, isCode = false): Form => ({
  title: "Confirm that it is you",
  fields: [isCode ? codeField : currentPasswordField],
  button: "Confirm",
  endpoint: isCode ? "/api/auth/two-factor/verify-totp" : "/api/auth/step-up",
  passkeyGoTo: next ?? pagePaths.signedIn,
  onSuccess:
    next === null
      ? { say: html`Confirmed. For the next 15 minutes you will not be asked again. Go back and try again.` }
      : { goTo: next },
  refusals: {
    ...refusedCode,
    UNAUTHORIZED: "You are not signed in, or no longer. Sign in first.",
    SECOND_FACTOR_REQUIRED: "You have an authenticator app: confirm with its code, by the link below.",
    INVALID_TWO_FACTOR_COOKIE: "You are not signed in, or no longer. Sign in first.",
  },
  links: html`<a href="${pagePaths.stepUp}?with=code${next ? `&callbackURL=${encodeURIComponent(next)}` : ""}">Use a code of your app</a> · <a href="${pagePaths.signIn}">Sign in</a> · <a href="${pagePaths.forgottenPassword}">Forgotten your password?</a>`,
});

export const forgottenPasswordForm = (mailboxUrl?: string): Form => ({
  title: "Forgotten password",
  fields: [emailField()],
  button: "Send me a link",
  endpoint: "/api/auth/request-password-reset",
  constants: { redirectTo: pagePaths.resetPassword },
  onSuccess: {
    say: html`If the address is registered, an e-mail is on its way to it. ${openMail(mailboxUrl)} ${ifLate}`,
  },
  refusals: refusedInput,
  links: html`<a href="${pagePaths.signIn}">Sign in</a>`,
});

export const resetPasswordForm = (token: string): Form => ({
  title: "Choose a new password",
  fields: [newPasswordField("newPassword")],
  button: "Change the password",
  endpoint: "/api/auth/reset-password",
  constants: { token },
  onSuccess: {
    say: html`Your password has been changed, and you are signed out everywhere. <a href="${pagePaths.signIn}">Sign in</a>.`,
  },
  refusals: {
    ...refusedInput,
    INVALID_TOKEN: "This link has expired or has already been used. Ask for a new one.",
  },
  links: html`<a href="${pagePaths.forgottenPassword}">Ask for a new link</a>`,
});
