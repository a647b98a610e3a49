import encodeQR from "qr";
import { type Html, html } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import type { NewApp } from "./factor-forms.js";
import { type Filled, type Form, formOf, noticeOf } from "./form.js";

const style = html`
:root { --width: 34rem; }
.qr { display: block; width: 13.75rem; max-width: 100%; height: auto; margin: 1rem auto; padding: .75rem; background: #fff; border: 1px solid var(--line); border-radius: .5rem; }
.codes { columns: 2; padding: 1rem; list-style: none; background: var(--ground); border-radius: .5rem; }
`;

/** What the page has sent along comes back as it was, or is none of its own. */
export const isAppUri = (uri: string) => /^otpauth:\/\/totp\/[!-~]{1,500}$/.test(uri);

/** What an app is set up with, and the form that confirms that it was. */
export function newAppPage(
  { uri, codes }: NewApp,
  form: Form,
  filled: Filled = { values: {}, problems: [] },
): Page {
  const key = /[?&]secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? "";
  return textPage({
    title: form.title,
    isWrong: filled.problems.length > 0,
    style,
    body: html`${noticeOf(filled.problems)}<h2>1. Keep your recovery codes</h2>
<p>Each signs you in once when you have lost the app. They are shown only now.</p>
${codeList(codes)}
<h2>2. Scan this with your app</h2>
<img class="qr" id="app-qr" alt="QR code of the key" width="220" height="220" src="${qrImage(uri)}">
<p>Or <a id="app-link" href="${uri}">open the app on this device</a>, or enter the key by hand:<br><code id="app-key">${key.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>
<h2>3. Show that it works</h2>
${formOf(form, filled)}
<div class="links"><p><a href="${pagePaths.factors}">Do not set up an app</a></p></div>`,
    policy: { "img-src": ["data:"] },
  });
}

export function newCodesPage(codes: readonly string[]): Page {
  return textPage({
    title: "New recovery codes",
    style,
    body: html`<p>Keep them in a safe place: each signs you in once when you have lost the app. They are shown only now, and those that you had work no longer.</p>
${codeList(codes)}
<p><a class="button" href="${pagePaths.factors}">I have kept them</a></p>`,
  });
}

const codeList = (codes: readonly string[]): Html =>
  html`<ul class="codes" id="app-codes">${codes.map((code) => html`<li><code>${code}</code></li>\n`)}</ul>`;

/** An image in SVG, as a `data:` URL (RFC 2397). Drawn here, as it holds the secret. */
const qrImage = (uri: string) =>
  `data:image/svg+xml;base64,${Buffer.from(encodeQR(uri, "svg")).toString("base64")}`;
