import { type Html, html, script } from "../../html/html.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import { submitting } from "./submitting.js";
import { usingPasskey } from "./using-passkey.js";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  /** HTML's autofill tokens: `username`, `current-password`, `new-password`. */
  readonly autocomplete: string;
  readonly value?: string;
}

export interface Form {
  readonly title: string;
  /** Above the fields. */
  readonly text?: Html;
  readonly fields: readonly Field[];
  readonly button: string;
  /** Where the fields are posted, as JSON, together with `constants`. */
  readonly endpoint: string;
  readonly constants?: Readonly<Record<string, string>>;
  /** What happens then: another page, or a sentence in place of the form. */
  readonly onSuccess: { readonly goTo: string } | { readonly say: Html };
  /** The page that asks for a second factor, where one may be asked for. */
  readonly secondFactor?: string;
  /** Where a passkey leads on to, which does as well as the fields. */
  readonly passkeyGoTo?: string;
  /** Sentences for the error codes of the endpoint; else its own message is shown. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Below the form. */
  readonly links: Html;
}

/** A page with one form that talks to the identity API. */
export function formPage({ onSuccess, endpoint, constants = {}, refusals = {}, ...form }: Form): Page {
  const { secondFactor = null, passkeyGoTo } = form;
  const goTo = "goTo" in onSuccess ? onSuccess.goTo : null;
  const body = html`${form.text ?? ""}<form id="form" method="post">
${form.fields.map(inputOf)}<button>${form.button}</button>
${passkeyGoTo ? html`<button type="button" id="passkey" hidden>Use a passkey</button>\n` : ""}<p role="alert" id="refusal"></p>
</form>
${"say" in onSuccess ? html`<p id="done" tabindex="-1" hidden>${onSuccess.say}</p>` : ""}
<noscript><p>This form needs JavaScript; the API behind it does not.</p></noscript>
<p>${form.links}</p>`;
  const submit = script`(${submitting})(${{ endpoint, constants, goTo, secondFactor, refusals }});`;
  return textPage({
    title: form.title,
    body,
    script: passkeyGoTo ? script`${submit}\n(${usingPasskey})(${{ goTo: passkeyGoTo }});` : submit,
    policy: { "connect-src": ["'self'"] },
  });
}

/**
 * A password that is chosen has a length to keep (`passwordLength`): browsers count units, of which there are never fewer
 * than characters. One that is known is only compared.
 */
function inputOf({ name, label, type, autocomplete, value = "" }: Field): Html {
  const limits = autocomplete === "new-password" ? html` minlength="12"` : "";
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value}" required${limits}>
`;
}
