import { scriptValue } from "../pages.js";
import { escaped, type Page } from "./layout.js";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password";
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
export function formPage({
  title,
  fields,
  button,
  endpoint,
  constants = {},
  onSuccess,
  refusals = {},
  links,
}: Form): Page {
  const inputs = fields.map(
    ({ name, label, type, autocomplete, value = "" }) =>
      `<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${escaped(value)}" required${type === "password" ? ' minlength="10" maxlength="128"' : ""}>`,
  );
  const body = `<form id="form" method="post">
${inputs.join("\n")}
<button>${button}</button>
</form>
<p role="status" id="status"></p>
<noscript><p>This form needs JavaScript; the API behind it does not.</p></noscript>
<p>${links}</p>`;
  const settings = { endpoint, constants, onSuccess, refusals };
  return { title, body, script: `(${submitting.toString()})(${scriptValue(settings)});` };
}

type Settings = Required<Pick<Form, "endpoint" | "constants" | "onSuccess" | "refusals">>;

/** Runs in the browser, so it may use nothing from outside itself. */
function submitting({ endpoint, constants, onSuccess, refusals }: Settings): void {
  interface Element {
    textContent: string;
    innerHTML: string;
    hidden: boolean;
    disabled: boolean;
    querySelector(selector: string): Element;
    addEventListener(event: string, listener: (event: { preventDefault(): void }) => void): void;
  }
  const browser = globalThis as unknown as {
    document: { getElementById(id: string): Element };
    location: { assign(url: string): void };
    FormData: new (form: Element) => Iterable<[string, string]>;
  };
  const form = browser.document.getElementById("form");
  const status = browser.document.getElementById("status");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "";
    try {
      const fields = Object.fromEntries(new browser.FormData(form));
      const response = await fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...fields, ...constants }),
      });
      const answer = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
      if (!response.ok) {
        status.textContent =
          refusals[answer.code ?? ""] ?? answer.message ?? "It did not work. Please try again.";
      } else if ("goTo" in onSuccess) browser.location.assign(onSuccess.goTo);
      else {
        form.hidden = true;
        status.innerHTML = onSuccess.say;
      }
    } catch {
      status.textContent = "The server does not answer. Please try again.";
    }
    button.disabled = false;
  });
}
