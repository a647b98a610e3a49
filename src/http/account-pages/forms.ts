import type { Field, Form } from "./form.js";
import { escaped } from "./layout.js";

const emailField = (value = ""): Field => ({
  name: "email",
  label: "Company e-mail address",
  type: "email",
  autocomplete: "username",
  value,
});

const newPasswordField = (name: string): Field => ({
  name,
  label: "Password (10 to 128 characters)",
  type: "password",
  autocomplete: "new-password",
});

const refusedEmail = "Please enter an e-mail address, such as ada@company.example.";
const refusedInput = {
  INVALID_EMAIL: refusedEmail,
  VALIDATION_ERROR: refusedEmail,
  PASSWORD_TOO_SHORT: "The password is too short. Choose one of at least 10 characters.",
  PASSWORD_TOO_LONG: "The password is too long. Choose one of at most 128 characters.",
};

/** What is to be done with a mail, as trusted HTML. */
const openMail = (mailboxUrl?: string) =>
  mailboxUrl
    ? `Open the link in it; you find it in <a href="${escaped(mailboxUrl)}">the mailbox</a>.`
    : "Open the link in it.";

/** A refused address (R4) is told in the API's own words. */
export const signUpForm = (email?: string, mailboxUrl?: string): Form => ({
  title: "Sign up",
  fields: [emailField(email), newPasswordField("password")],
  button: "Sign up",
  endpoint: "/api/auth/sign-up/email",
  constants: { callbackURL: "/signed-in" },
  onSuccess: { say: `We have sent you a mail. ${openMail(mailboxUrl)}` },
  refusals: refusedInput,
  links: 'Signed up already? <a href="/sign-in">Sign in</a>.',
});

export const signInForm: Form = {
  title: "Sign in",
  fields: [
    emailField(),
    { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
  ],
  button: "Sign in",
  endpoint: "/api/auth/sign-in/email",
  onSuccess: { goTo: "/signed-in" },
  refusals: {
    ...refusedInput,
    INVALID_EMAIL_OR_PASSWORD: "The address or the password is wrong.",
    EMAIL_NOT_VERIFIED:
      "Your address is not verified yet. We have sent you the mail again; open the link in it.",
  },
  links: '<a href="/sign-up">Sign up</a> · <a href="/forgotten-password">Forgotten your password?</a>',
};

export const forgottenPasswordForm = (mailboxUrl?: string): Form => ({
  title: "Forgotten password",
  fields: [emailField()],
  button: "Send me a link",
  endpoint: "/api/auth/request-password-reset",
  constants: { redirectTo: "/reset-password" },
  onSuccess: { say: `If the address is registered, we have sent a mail to it. ${openMail(mailboxUrl)}` },
  refusals: refusedInput,
  links: '<a href="/sign-in">Sign in</a>',
});

export const resetPasswordForm = (token: string): Form => ({
  title: "Choose a new password",
  fields: [newPasswordField("newPassword")],
  button: "Change the password",
  endpoint: "/api/auth/reset-password",
  constants: { token },
  onSuccess: {
    say: 'Your password is changed, and you are signed out everywhere. <a href="/sign-in">Sign in</a>.',
  },
  refusals: {
    ...refusedInput,
    INVALID_TOKEN: "This link has expired or was used before. Ask for a new one.",
  },
  links: '<a href="/forgotten-password">Ask for a new link</a>',
});
