import { html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { appCodeField, codeRefusals, passwordField } from "./fields.js";
import type { Field, Form, Next } from "./form.js";
import type { Sent } from "./sending.js";

/** What the page of second factors does; each form says so in its field `do`. */
export type FactorWork = "enable" | "confirm" | "codes" | "remove-app" | "remove-passkey";

/** What is shown once, when an app is set up. */
export interface NewApp {
  /** `otpauth://`, with the secret. */
  readonly uri: string;
  readonly codes: readonly string[];
}

export interface FactorPages {
  newApp(app: NewApp): Next;
  newCodes(codes: readonly string[]): Next;
}

const isDone = (what: string): Next => ({ goTo: `${pagePaths.factors}?done=${what}` });

const codesIn = (told: unknown) => (Array.isArray(told) ? told.map(String) : []);

const password: Field = { ...passwordField(), label: "Your password" };

/** The forms of the page (R36). What is shown once is carried from page to page until it is confirmed. */
export function factorForms({ newApp, newCodes }: FactorPages): Record<FactorWork, (sent: Sent) => Form> {
  const form = (
    work: FactorWork,
    rest: Pick<Form, "title" | "button" | "endpoint" | "next"> & Partial<Form>,
  ): Form => ({
    path: pagePaths.factors,
    idPrefix: `${work}-`,
    fields: [password],
    refusals: { INVALID_PASSWORD: { field: "password" }, TOO_MANY_ATTEMPTS: { field: "password" } },
    ...rest,
    carried: { do: work, ...rest.carried },
  });
  return {
    enable: () =>
      form("enable", {
        title: "Set up an app",
        button: "Set up an app",
        endpoint: "/two-factor/enable",
        next: ({ totpURI, backupCodes }) => newApp({ uri: String(totpURI), codes: codesIn(backupCodes) }),
      }),
    confirm: ({ uri = "", codes = "" }) =>
      form("confirm", {
        title: "Set up your app",
        fields: [{ ...appCodeField, label: "Code that the app shows" }],
        button: "Confirm",
        carried: { uri, codes },
        endpoint: "/two-factor/verify-totp",
        next: () => isDone("app-added"),
        refusals: {
          ...codeRefusals,
          TOO_MANY_ATTEMPTS: { field: "code" },
          INVALID_TWO_FACTOR_COOKIE: {
            sentence: "You are no longer signed in: sign in, and set the app up anew.",
          },
        },
      }),
    codes: () =>
      form("codes", {
        title: "Make new recovery codes",
        text: html`<p>Those that you have work no longer then.</p>`,
        button: "Make new recovery codes",
        endpoint: "/two-factor/generate-backup-codes",
        next: ({ backupCodes }) => newCodes(codesIn(backupCodes)),
      }),
    "remove-app": () =>
      form("remove-app", {
        title: "Remove the app",
        text: html`<p>Then your password alone signs you in, unless you use a passkey.</p>`,
        button: "Remove the app",
        endpoint: "/two-factor/disable",
        next: () => isDone("app-removed"),
      }),
    "remove-passkey": ({ id = "" }) =>
      form("remove-passkey", {
        title: "Remove",
        fields: [],
        button: "Remove",
        carried: { id },
        endpoint: "/passkey/delete-passkey",
        constants: { id },
        next: () => isDone("passkey-removed"),
      }),
  };
}
