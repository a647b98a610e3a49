import { type Html, html, script } from "../../html/html.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import type { IdentityAnswer } from "./identity-api.js";
import { passkeySignIn } from "./passkey-sign-in.js";
import { passwordToggles } from "./password-toggles.js";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  /** HTML's autofill tokens: `username`, `current-password`, `new-password`, `one-time-code`. */
  readonly autocomplete: string;
  readonly inputmode?: "numeric";
  /** Told before anything is typed. */
  readonly hint?: string;
  /** Beside the label. */
  readonly aside?: Html;
  readonly value?: string;
  /** Shown, for people and for what keeps passwords, and not to be changed. */
  readonly isGiven?: true;
  /** What was typed, as it is sent; as it is when left out. */
  clean?(typed: string): string;
  /** What is wrong with it, as far as that can be said before anybody is asked. */
  problem?(value: string): string | null;
}

/** What a form's sender has to mend. */
export interface Problem {
  readonly sentence: string;
  /** The name of the field that it is about; the form as a whole when left out. */
  readonly field?: string | undefined;
}

/** What comes of a form: another page's address, or a page in place of this one. */
export type Next = { readonly goTo: string } | { readonly page: Page };

export interface Form {
  /** Before the ids of its fields, where a page has several forms. */
  readonly idPrefix?: string;
  /** The page's own, which the form is sent to. */
  readonly path: string;
  readonly title: string;
  /** Above the fields. */
  readonly text?: Html;
  readonly fields: readonly Field[];
  readonly button: string;
  /** The button does not do what most come to the page for. */
  readonly isOther?: true;
  /** What the page was opened with and is sent along unseen, so that the address bar is rid of it. */
  readonly carried?: Readonly<Record<string, string>>;
  /** Where the fields go, below `/api/auth`, as JSON together with `constants`. */
  readonly endpoint: string;
  readonly constants?: Readonly<Record<string, string>>;
  /** By the codes of the endpoint; else its own message is told of the form as a whole. */
  readonly refusals?: Readonly<Record<string, Partial<Problem>>>;
  next(told: IdentityAnswer["told"], values: Values): Next;
  /** Headers of the answer when it has worked. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a passkey leads on to, which does as well as the fields. */
  readonly passkeyGoTo?: string;
  /** Origins that the form may lead on to besides its own. */
  readonly leadsTo?: readonly string[];
  /** Below the form. */
  readonly links?: Html;
}

/** What stands in the fields, by their names. */
export type Values = Readonly<Record<string, string>>;

/** What was sent, without what is not kept: nobody gets a password back. */
export interface Filled {
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** A page with one form, which works without scripts. */
export function formPage(form: Form, filled: Filled = { values: {}, problems: [] }): Page {
  const { passkeyGoTo, leadsTo = [] } = form;
  const { problems } = filled;
  const hasPassword = form.fields.some(({ type }) => type === "password");
  const passkey = passkeyGoTo ? script`(${passkeySignIn})(${{ goTo: passkeyGoTo }});` : script``;
  return textPage({
    title: form.title,
    isWrong: problems.length > 0,
    body: html`${form.text ?? ""}
${noticeOf(problems)}${formOf(form, filled)}
${form.links ? html`<div class="links">${form.links}</div>` : ""}`,
    ...((hasPassword || passkeyGoTo) && { script: script`(${passwordToggles})();\n${passkey}` }),
    policy: {
      "form-action": ["'self'", ...leadsTo],
      ...(passkeyGoTo && { "connect-src": ["'self'"] }),
    },
  });
}

/** The form alone. */
export function formOf(form: Form, { values, problems }: Filled): Html {
  const { path, fields, carried = {}, button, passkeyGoTo } = form;
  const wrong = fields.find(({ name }) => problems.some(({ field }) => field === name));
  const inputs = fields.map((field) => {
    const problem = problems.find((each) => each.field === field.name)?.sentence;
    const value = values[field.name] ?? field.value ?? "";
    return fieldOf(field, {
      id: `${form.idPrefix ?? ""}${field.name}`,
      value,
      problem,
      hasFocus: field === wrong,
    });
  });
  return html`<form method="post" action="${path}" novalidate>
${Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${inputs}<button${form.isOther ? html` class="other"` : ""}>${button}</button>
${passkeyGoTo ? passkeyButton : ""}</form>`;
}

/** What is wrong with the form as a whole. */
export function noticeOf(problems: readonly Problem[]): Html {
  const sentences = problems.filter(({ field }) => field === undefined);
  if (sentences.length === 0) return html``;
  const hasFocus = sentences.length === problems.length ? html` autofocus` : "";
  return html`<div class="notice" role="alert" tabindex="-1"${hasFocus}>${sentences.map(({ sentence }) => html`<p>${sentence}</p>`)}</div>
`;
}

const passkeyButton = html`<button type="button" class="other" id="passkey" hidden>Use a passkey</button>
<p class="error" role="alert" id="passkey-refusal"></p>
`;

interface Shown {
  readonly id: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly hasFocus: boolean;
}

function fieldOf(field: Field, { id, value, problem, hasFocus }: Shown): Html {
  const { name, label, type, autocomplete, inputmode, hint, aside, isGiven } = field;
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(" ");
  const attributes = [
    ...(type === "password" || value === "" ? [] : [html` value="${value}"`]),
    isGiven ? html` readonly` : html` required`,
    ...(inputmode ? [html` inputmode="${inputmode}"`] : []),
    ...(type === "password" ? [] : [html` autocapitalize="none" spellcheck="false"`]),
    ...(described ? [html` aria-describedby="${described}"`] : []),
    ...(problem ? [html` aria-invalid="true"`] : []),
    ...(hasFocus ? [html` autofocus`] : []),
  ];
  const input = html`<input id="${id}" name="${name}" type="${type}" autocomplete="${autocomplete}"${attributes}>`;
  return html`<div class="field">
<div class="label"><label for="${id}">${label}</label>${aside ? html` ${aside}` : ""}</div>
${type === "password" ? html`<div class="hideable">${input}${showButton(id, label)}</div>` : input}
${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>\n` : ""}${problem ? html`<p class="error" id="${id}-error">${problem}</p>\n` : ""}</div>
`;
}

/** For `passwordToggles`; without scripts nobody sees it. */
const showButton = (id: string, label: string) =>
  html`<button type="button" class="plain" aria-controls="${id}" aria-label="Show ${label.toLowerCase()}" hidden>Show</button>`;
