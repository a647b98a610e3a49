import { isEmailAddress } from "../../domain/partner/email-address.js";
import type { Html } from "../../html/html.js";
import type { Field, Problem } from "./form.js";

const refusedEmail = "Enter an e-mail address, such as ada@company.example.";

export const emailField = (value = ""): Field => ({
  name: "email",
  label: "Company e-mail address",
  type: "email",
  autocomplete: "username",
  value,
  clean: (typed) => typed.trim(),
  problem: (email) => {
    if (email === "") return "Enter your company e-mail address.";
    return isEmailAddress(email) ? null : refusedEmail;
  },
});

/** Whose account it is: for whoever chooses a password, and for what keeps it. */
export const accountField = (email: string): Field => ({
  name: "username",
  label: "E-mail address",
  type: "email",
  autocomplete: "username",
  value: email,
  isGiven: true,
});

/** `name`: as the endpoint calls it. */
export const newPasswordField = (name: string): Field => ({
  name,
  label: "New password",
  type: "password",
  autocomplete: "new-password",
  hint: "At least 12 characters. Several words that do not belong together are easy to remember and hard to guess.",
  problem: (password) => (password === "" ? "Choose a password." : null),
});

export const passwordField = (aside?: Html): Field => ({
  name: "password",
  label: "Password",
  type: "password",
  autocomplete: "current-password",
  ...(aside && { aside }),
  problem: (password) => (password === "" ? "Enter your password." : null),
});

export const appCodeField: Field = {
  name: "code",
  label: "Code from your authenticator app",
  type: "text",
  autocomplete: "one-time-code",
  inputmode: "numeric",
  hint: "Six digits, which change every 30 seconds.",
  clean: (typed) => typed.replace(/\s/g, ""),
  problem: (code) => (code === "" ? "Enter the code that your app shows." : null),
};

export const recoveryCodeField: Field = {
  name: "code",
  label: "Recovery code",
  type: "text",
  autocomplete: "off",
  hint: "One of those that you kept when you set up the app. Each works once.",
  clean: (typed) => typed.trim(),
  problem: (code) => (code === "" ? "Enter one of your recovery codes." : null),
};

/** What the identity API says of addresses. */
export const emailRefusals: Readonly<Record<string, Partial<Problem>>> = {
  INVALID_EMAIL: { field: "email", sentence: refusedEmail },
  VALIDATION_ERROR: { field: "email", sentence: refusedEmail },
  NOT_A_COMPANY_DOMAIN: { field: "email" },
};

/** What it says of a password that is chosen, in its own words. */
export const passwordRefusals = (field: string): Readonly<Record<string, Partial<Problem>>> => ({
  PASSWORD_TOO_SHORT: { field },
  PASSWORD_TOO_LONG: { field },
  PASSWORD_TOO_WEAK: { field },
  PASSWORD_PERSONAL: { field },
});

export const codeRefusals: Readonly<Record<string, Partial<Problem>>> = {
  INVALID_CODE: { field: "code", sentence: "This code is wrong, or no longer the one that your app shows." },
  CODE_USED: { field: "code" },
  INVALID_BACKUP_CODE: { field: "code", sentence: "This recovery code is wrong, or has been used." },
};
