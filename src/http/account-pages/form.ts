import { scriptValue } from "../pages.js";
import { escaped, type Page } from "./layout.js";
import { submitting } from "./submitting.js";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password";
  /** HTML's autofill tokens: `username`, `current-password`, `new-password`. */
  readonly autocomplete: string;
  readonly value?: string;
}

export interface Form {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly button: string;
  /** Where the fields are posted, as JSON, together with `constants`. */
  readonly endpoint: string;
  readonly constants?: Readonly<Record<string, string>>;
  /** What happens then: another page, or a sentence in place of the form (trusted HTML). */
  readonly onSuccess: { readonly goTo: string } | { readonly say: string };
  /** Sentences for the error codes of the endpoint; else its own message is shown. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Trusted HTML below the form. */
  readonly links: string;
}

/** A page with one form that talks to the identity API. */
export function formPage({ onSuccess, endpoint, constants = {}, refusals = {}, ...form }: Form): Page {
  const goTo = "goTo" in onSuccess ? onSuccess.goTo : null;
  const body = `<form id="form" method="post">
${form.fields.map(inputOf).join("\n")}
<button>${escaped(form.button)}</button>
<p role="alert" id="refusal"></p>
</form>
${"say" in onSuccess ? `<p id="done" tabindex="-1" hidden>${onSuccess.say}</p>` : ""}
<noscript><p>This form needs JavaScript; the API behind it does not.</p></noscript>
<p>${form.links}</p>`;
  const script = `(${submitting})(${scriptValue({ endpoint, constants, goTo, refusals })});`;
  return { title: form.title, body, script };
}

/** A password that is chosen has a length to keep (`passwordLength`); one that is known is only compared. */
function inputOf({ name, label, type, autocomplete, value = "" }: Field): string {
  const limits = autocomplete === "new-password" ? ' minlength="10" maxlength="128"' : "";
  return `<label for="${escaped(name)}">${escaped(label)}</label>
<input id="${escaped(name)}" name="${escaped(name)}" type="${type}" autocomplete="${escaped(autocomplete)}" value="${escaped(value)}" required${limits}>`;
}
