import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Visitor, Visitors } from "../../application/ports/visitors.js";
import { prices } from "../../application/prices.js";
import { type Html, html, script } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import { type Page, sendPage } from "../pages.js";
import { queryTexts } from "../query-texts.js";
import { toHeaders } from "../request-headers.js";
import { textPage } from "../text-page.js";
import { type FactorWork, factorForms } from "./factor-forms.js";
import { type Filled, type Form, formOf, noticeOf } from "./form.js";
import type { IdentityAnswer, IdentityApi } from "./identity-api.js";
import { isAppUri, newAppPage, newCodesPage } from "./new-app-page.js";
import { linkTo } from "./onward.js";
import { passkeyMaking } from "./passkey-making.js";
import { passwordToggles } from "./password-toggles.js";
import { type Sent, sendForm } from "./sending.js";
import { notSignedInPage } from "./signed-in-page.js";

interface Passkey {
  readonly id: string;
  readonly name?: string | null;
}

const stepUp = linkTo(pagePaths.stepUp, { carried: { callbackURL: pagePaths.factors } });

const forms = factorForms({
  newApp: (app) => ({ page: newAppPage(app, forms.confirm({ uri: app.uri, codes: app.codes.join(" ") })) }),
  newCodes: (codes) => ({ page: newCodesPage(codes) }),
});

/** R36: authenticator app, recovery codes and passkeys of whoever is signed in. Making a passkey alone needs a script. */
export function factorsPages({
  api,
  visitors,
}: {
  readonly api: IdentityApi;
  readonly visitors: Visitors;
}): FastifyPluginAsync {
  const preValidation = queryTexts("done");
  return async (app) => {
    app.get<{ Querystring: Sent }>(pagePaths.factors, { preValidation }, async (request, reply) =>
      sendPage(reply, await factorsOf(request, { done: request.query.done })),
    );
    app.post<{ Body: Sent }>(pagePaths.factors, { config: { price: prices.password } }, answer);
  };

  async function answer(request: FastifyRequest<{ Body: Sent }>, reply: FastifyReply) {
    const sent = request.body;
    const formFor = forms[sent.do as FactorWork];
    if (!formFor || (sent.do === "confirm" && !isAppUri(sent.uri ?? "")))
      return sendPage(reply.code(400), await factorsOf(request, {}));
    const form = formFor(sent);
    const again = async (filled: Filled, told?: IdentityAnswer) => {
      if (told?.told.code === "STEP_UP_REQUIRED") return { goTo: stepUp };
      if (sent.do !== "confirm") return { page: await factorsOf(request, { form, filled }) };
      const app = { uri: sent.uri ?? "", codes: sent.codes?.split(" ") ?? [] };
      return { page: newAppPage(app, form, filled) };
    };
    return sendForm(api, { form, sent, again }, request, reply);
  }

  async function factorsOf(request: FastifyRequest, shown: Shown): Promise<Page> {
    const visitor = await visitors.visitorOf(toHeaders(request.headers));
    if (!visitor) return notSignedInPage(pagePaths.factors);
    const { told } = await api(request, "/passkey/list-user-passkeys");
    return pageOf(visitor, Array.isArray(told) ? told : [], shown);
  }
}

interface Shown {
  readonly done?: string | undefined;
  /** What was sent and has to be mended. */
  readonly form?: Form;
  readonly filled?: Filled;
}

const done: Readonly<Record<string, string>> = {
  "app-added": "Your app is set up. From now on its code is asked for when you sign in.",
  "app-removed": "The app is removed.",
  "passkey-added": "The passkey is added. It signs you in by itself.",
  "passkey-removed": "The passkey is removed. Delete it on your device, too.",
};

function pageOf({ email, hasAuthenticatorApp }: Visitor, passkeys: readonly Passkey[], shown: Shown): Page {
  const { filled } = shown;
  const told = done[shown.done ?? ""];
  const part = (form: Form) =>
    formOf(form, form.idPrefix === shown.form?.idPrefix ? (filled ?? nothing) : nothing);
  const folded = (form: Form) => {
    const isOpen = form.idPrefix === shown.form?.idPrefix ? html` open` : "";
    return html`<details${isOpen}><summary>${form.title}</summary>${form.text ?? ""}${part(form)}</details>`;
  };
  return textPage({
    title: "Second factors",
    isWrong: filled !== undefined,
    style,
    body: html`${told ? html`<div class="notice done" role="status"><p>${told}</p></div>\n` : ""}${noticeOf(filled?.problems ?? [])}
<p class="quiet">Signed in as <strong>${email}</strong>. With a second factor, whoever has guessed or stolen your password has not got your account.</p>
<section><h2>Authenticator app</h2>
${
  hasAuthenticatorApp
    ? html`<p>Your app is set up: its code is asked for whenever you sign in with your password.</p>
${folded(forms.codes({}))}${folded(forms["remove-app"]({}))}`
    : html`<p>An app on your phone shows a code that is asked for whenever you sign in with your password.</p>
${part(forms.enable({}))}`
}</section>
<section><h2>Passkeys</h2>
<p>A passkey signs you in with your fingerprint, face or PIN, without a password.${passkeys.length === 0 ? " You have none yet." : ""}</p>
${passkeys.length > 0 ? html`<ul class="passkeys">${passkeys.map(passkeyItem)}</ul>` : ""}
<noscript><p>To add one, this page needs JavaScript: the browser's own dialog makes it.</p></noscript>
<form id="passkey-new" hidden><div class="field"><div class="label"><label for="passkey-name">Name of the new passkey</label></div>
<input id="passkey-name" autocomplete="off" maxlength="60" aria-describedby="passkey-hint passkey-refusal" required>
<p class="hint" id="passkey-hint">Such as that of the device, to tell it from others.</p>
<p class="error" id="passkey-refusal" role="alert"></p></div>
<button class="other">Add a passkey</button></form></section>
<div class="links"><p><a href="${pagePaths.signedIn}">Back to your session</a></p></div>`,
    script: script`(${passwordToggles})();\n(${passkeyMaking})(${{ stepUp, goTo: `${pagePaths.factors}?done=passkey-added` }});`,
    policy: { "connect-src": ["'self'"] },
  });
}

const nothing: Filled = { values: {}, problems: [] };

function passkeyItem({ id, name }: Passkey): Html {
  return html`
<li><span>${name || "Passkey"}</span><form method="post" action="${pagePaths.factors}"><input type="hidden" name="do" value="remove-passkey"><input type="hidden" name="id" value="${id}"><button class="other" aria-label="Remove ${name || "passkey"}">Remove</button></form></li>`;
}

const style = html`
:root { --width: 34rem; }
.passkeys { padding: 0; list-style: none; }
.passkeys li { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.passkeys span { min-width: 0; }
.passkeys button { width: auto; margin: 0; padding: .25rem .75rem; }
details { margin-bottom: .75rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
summary { font-weight: 600; cursor: pointer; }
summary + * { margin-top: .75rem; }
`;
