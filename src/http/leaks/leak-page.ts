import type { FastifyPluginAsync } from "fastify";
import type { TakeLeaks } from "../../application/leaks/take-leaks.js";
import type { SecretKind } from "../../application/ports/secret-vault.js";
import { prices } from "../../application/prices.js";
import { html } from "../../html/html.js";
import { type Form, formPage } from "../account-pages/form.js";
import type { IdentityApi } from "../account-pages/identity-api.js";
import { takeOwnForms } from "../account-pages/own-forms.js";
import { type Sent, sendForm } from "../account-pages/sending.js";
import { pagePaths } from "../page-paths.js";
import { sendPage } from "../pages.js";
import { textPage } from "../text-page.js";

export interface LeakPageOptions {
  readonly publicUrl: string;
  readonly takeLeaks: TakeLeaks;
  /** Which kind of secret has the form and the checksum of a text; null for none. */
  readonly kindOf: (text: string) => SecretKind | null;
}

/**
 * A page for whoever has found a secret where it does not belong. Its form and checksum alone say whether it can be one;
 * whether there is such a secret, nobody is told.
 */
export function leakPage({ publicUrl, takeLeaks, kindOf }: LeakPageOptions): FastifyPluginAsync {
  const form: Form = {
    path: pagePaths.leakedKey,
    title: "Report a leaked key",
    text: html`<p class="quiet">You have found an API key, a client secret or an access token of this platform where others can read it? Paste it here: whoever it belongs to is told at once. It begins with <code>ptc_</code>.</p>`,
    fields: [
      {
        name: "secret",
        label: "Key, secret or token",
        type: "password",
        autocomplete: "off",
        clean: (typed) => typed.trim(),
        problem: (text) =>
          kindOf(text) ? null : "This is no secret of this platform: its form or its checksum is wrong.",
      },
    ],
    button: "Report it",
    endpoint: "",
    next: () => ({ page: thanks }),
  };
  const report: IdentityApi = async ({ address }, _endpoint, sent) => {
    const { secret: text } = sent as { readonly secret: string };
    const kind = kindOf(text);
    if (kind) await takeLeaks([{ kind, text, source: "PERSON", url: null }], address);
    return { isOk: true, status: 200, told: {}, cookies: [], waitSeconds: undefined };
  };

  return async (app) => {
    takeOwnForms(app, publicUrl);
    app.get(pagePaths.leakedKey, async (_request, reply) => sendPage(reply, formPage(form)));
    app.post<{ Body: Sent }>(
      pagePaths.leakedKey,
      { config: { price: prices.signingIn + prices.keeping } },
      (request, reply) => {
        const again = async (filled: Parameters<typeof formPage>[1]) => ({ page: formPage(form, filled) });
        return sendForm(report, { form, sent: request.body, again }, request, reply);
      },
    );
  };
}

const thanks = textPage({
  title: "Thank you",
  body: html`<p>If there is such a secret, and it works, those it belongs to are told now. It is revoked at once, or they decide about that.</p>
<p class="quiet">Please remove it where you found it, if you can.</p>`,
});
