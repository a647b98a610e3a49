import { durationInWords } from "../../application/duration-in-words.js";
import { linkLifetimes } from "../../application/link-lifetimes.js";
import type { Visitor } from "../../application/ports/visitors.js";
import { RECENT_SECONDS } from "../../application/step-up.js";
import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { textPage } from "../text-page.js";
import {
  accountField,
  appCodeField,
  codeRefusals,
  emailField,
  emailRefusals,
  newPasswordField,
  passwordField,
  passwordRefusals,
  recoveryCodeField,
} from "./fields.js";
import type { Form } from "./form.js";
import { mailSentPage } from "./mail-sent-page.js";
import { linkTo, type Onward } from "./onward.js";

/** A refused address (R4) is told in the API's own words. */
export const signUpForm = (email: string | undefined, mailboxUrl: string | undefined): Form => ({
  path: pagePaths.signUp,
  title: "Sign up",
  text: html`<p class="quiet">Use your company's e-mail address. We send you a link, behind which you choose a password.</p>`,
  fields: [emailField(email)],
  button: "Send me a link",
  endpoint: "/sign-up/email",
  constants: { callbackURL: pagePaths.signedIn },
  next: (_told, { email: sentTo = "" }) => ({
    page: mailSentPage({
      sentTo,
      sentence: html`An e-mail is on its way to <strong>${sentTo}</strong>. Open the link in it to choose a password; it works once and is good for ${durationInWords(linkLifetimes.VERIFY_EMAIL)}.`,
      form: signUpForm(sentTo, mailboxUrl),
      mailboxUrl,
    }),
  }),
  refusals: emailRefusals,
  links: html`<p>Already signed up? <a href="${pagePaths.signIn}">Sign in</a></p>`,
});

export const forgottenPasswordForm = (email: string | undefined, mailboxUrl: string | undefined): Form => ({
  path: pagePaths.forgottenPassword,
  title: "Forgotten password",
  text: html`<p class="quiet">We send you a link, behind which you choose a new one. Until then the old one stays valid.</p>`,
  fields: [emailField(email)],
  button: "Send me a link",
  endpoint: "/request-password-reset",
  constants: { redirectTo: pagePaths.resetPassword },
  next: (_told, { email: sentTo = "" }) => ({
    page: mailSentPage({
      sentTo,
      sentence: html`If <strong>${sentTo}</strong> is registered, an e-mail is on its way to it. Open the link in it to choose a new password; it works once and is good for ${durationInWords(linkLifetimes.RESET_PASSWORD)}.`,
      form: forgottenPasswordForm(sentTo, mailboxUrl),
      mailboxUrl,
    }),
  }),
  refusals: emailRefusals,
  links: html`<p>Remembered it? <a href="${pagePaths.signIn}">Sign in</a></p>`,
});

/** `isOver`: the page comes in place of one that somebody was signed in at. */
export const signInForm = (onward: Onward, isOver = false): Form => ({
  path: pagePaths.signIn,
  title: "Sign in",
  ...(isOver && {
    text: html`<p class="quiet" role="status">Your session is over. Sign in to go on where you were.</p>`,
  }),
  fields: [
    emailField(),
    passwordField(html`<a href="${pagePaths.forgottenPassword}">Forgotten your password?</a>`),
  ],
  button: "Sign in",
  carried: onward.carried,
  endpoint: "/sign-in/email",
  next: ({ twoFactorRedirect }) => ({
    goTo: twoFactorRedirect === true ? linkTo(pagePaths.secondFactor, onward) : onward.goTo,
  }),
  leadsTo: onward.origins,
  passkeyGoTo: onward.goTo,
  refusals: {
    ...emailRefusals,
    INVALID_EMAIL_OR_PASSWORD: { field: "password", sentence: "The address or the password is wrong." },
    TOO_MANY_ATTEMPTS: { field: "password" },
  },
  links: html`<p>New here? <a href="${pagePaths.signUp}">Sign up</a></p>`,
});

/** R36: after the password, whoever has an authenticator app gives its code, or a recovery code in its place. */
export const secondFactorForm = (isRecovery: boolean, onward: Onward): Form => ({
  path: pagePaths.secondFactor,
  title: isRecovery ? "Recovery code" : "Second factor",
  text: html`<p class="quiet">Your password was right. ${isRecovery ? "Without your app, one of your recovery codes signs you in." : "Now enter the code from your authenticator app."}</p>`,
  fields: [isRecovery ? recoveryCodeField : appCodeField],
  button: "Sign in",
  carried: { ...onward.carried, ...(isRecovery && { with: "recovery-code" }) },
  endpoint: isRecovery ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp",
  next: () => ({ goTo: onward.goTo }),
  leadsTo: onward.origins,
  refusals: {
    ...codeRefusals,
    INVALID_TWO_FACTOR_COOKIE: { sentence: "This took too long. Please sign in again." },
  },
  links: html`<p>${
    isRecovery
      ? html`Found your app? <a href="${linkTo(pagePaths.secondFactor, onward)}">Use its code</a>`
      : html`Lost your app? <a href="${linkTo(pagePaths.secondFactor, onward, { with: "recovery-code" })}">Use a recovery code</a>`
  }</p>
<p><a href="${linkTo(pagePaths.signIn, onward)}">Start again</a></p>`,
});

/** R36: whoever is signed in shows that it is them: by a code where they have an authenticator app. */
export const stepUpForm = (
  { email, hasAuthenticatorApp }: Visitor,
  isRecovery: boolean,
  onward: Onward,
): Form => {
  const codeField = isRecovery ? recoveryCodeField : appCodeField;
  const codeEndpoint = isRecovery ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp";
  const other = linkTo(pagePaths.stepUp, onward, isRecovery ? {} : { with: "recovery-code" });
  return {
    path: pagePaths.stepUp,
    title: "Confirm that it is you",
    text: html`<p class="quiet">What comes next needs a sign-in of the last ${durationInWords(RECENT_SECONDS)}.</p>`,
    fields: [accountField(email), hasAuthenticatorApp ? codeField : passwordField()],
    button: "Confirm",
    carried: { ...onward.carried, ...(isRecovery && { with: "recovery-code" }) },
    endpoint: hasAuthenticatorApp ? codeEndpoint : "/step-up",
    next: () => (onward.isAsked ? { goTo: onward.goTo } : { page: confirmedPage }),
    leadsTo: onward.origins,
    passkeyGoTo: onward.goTo,
    refusals: {
      ...codeRefusals,
      INVALID_PASSWORD: { field: "password" },
      TOO_MANY_ATTEMPTS: { field: hasAuthenticatorApp ? "code" : "password" },
    },
    links: hasAuthenticatorApp
      ? html`<p><a href="${other}">${isRecovery ? "Use a code of your app" : "Use a recovery code"}</a></p>`
      : html`<p><a href="${pagePaths.forgottenPassword}">Forgotten your password?</a></p>`,
  };
};

const confirmedPage = textPage({
  title: "It is you",
  body: html`<p>For the next ${durationInWords(RECENT_SECONDS)} you will not be asked again. Go back to where you came from, and try again.</p>
<p><a class="button" href="${pagePaths.signedIn}">Go on</a></p>`,
});

/** Behind the link of the mail: whoever opens it has the mailbox, and chooses the password (R1). */
export const verifyEmailForm = (email: string, token: string, onward: Onward): Form => ({
  path: pagePaths.verifyEmail,
  title: "Choose a password",
  text: html`<p class="quiet">The link has shown that the address is yours. With a password, you are done.</p>`,
  fields: [accountField(email), newPasswordField("password")],
  button: "Save the password and sign in",
  carried: { token, ...onward.carried },
  endpoint: "/verify-email",
  constants: { token },
  next: () => ({ goTo: onward.goTo }),
  leadsTo: onward.origins,
  refusals: passwordRefusals("password"),
});

export const resetPasswordForm = (email: string, token: string): Form => ({
  path: pagePaths.resetPassword,
  title: "Choose a new password",
  text: html`<p class="quiet">It signs your account out everywhere and ends its access tokens.</p>`,
  fields: [accountField(email), newPasswordField("newPassword")],
  button: "Change the password",
  carried: { token },
  endpoint: "/reset-password",
  constants: { token },
  next: () => ({ page: passwordChangedPage }),
  refusals: passwordRefusals("newPassword"),
});

const passwordChangedPage = textPage({
  title: "Your password is changed",
  body: html`<p>Sign in with the new one. Your account is signed out everywhere else.</p>
<p><a class="button" href="${pagePaths.signIn}">Sign in</a></p>`,
});

/** Behind the link of the mail: whoever opens it has the mailbox, and their session is the account's (R1, R2). */
export const moveAddressForm = (email: string, token: string): Form => ({
  path: pagePaths.moveAddress,
  title: "Confirm your new address",
  text: html`<p>From now on you sign in as <strong>${email}</strong>. All other sessions of your account and all its access tokens end.</p>`,
  fields: [],
  button: "Move my account",
  carried: { token },
  endpoint: "/move-address",
  constants: { token },
  next: () => ({ page: movedPage(email) }),
  links: html`<p>Do you want to keep your present address? Then close this page: nothing changes.</p>`,
});

const movedPage = (email: string) =>
  textPage({
    title: "Your account has moved",
    body: html`<p>From now on you sign in as <strong>${email}</strong>. In this browser you are signed in already.</p>
<p><a class="button" href="${pagePaths.signedIn}">Go on</a></p>`,
  });
