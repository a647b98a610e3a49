import { sampleCustomer, sampleCustomers } from "../domain/oauth/sample-customers.js";
import { html } from "../html/html.js";
import type { Page, PagePolicy } from "../http/pages.js";
import { textPage } from "../http/text-page.js";

interface Asking {
  /** The page's own, which its form is sent to. */
  readonly path: string;
  readonly institution: string;
  readonly applicationName: string;
  /** Where the client is told of the answer. */
  readonly redirectUri: string;
}

/** Who of the sample bank's customers is here: nobody real, so nobody proves anything. */
export function customerPage({ path, institution, applicationName, redirectUri }: Asking): Page {
  return textPage({
    title: `Sign in to ${institution}`,
    body: html`<p>${applicationName} asks for access to an account at ${institution}. This is a sample bank: choose whose.</p>
<form method="post" action="${path}">
${sampleCustomers.map(({ id, name, situation }) => html`<p><button name="customer" value="${id}">${name}</button><span class="hint">${situation}</span></p>\n`)}<button class="other" name="answer" value="deny">Do not sign in</button>
</form>`,
    policy: leadingTo(redirectUri),
  });
}

interface Consenting extends Asking {
  readonly scopes: readonly string[];
  /** Who is asked; null when nobody is signed in. */
  readonly customerId: string | null;
}

/** What a customer lets the application do. Who is asked is said, so that nobody answers for somebody else. */
export function consentPage({
  path,
  institution,
  applicationName,
  redirectUri,
  scopes,
  customerId,
}: Consenting): Page {
  return textPage({
    title: `Allow ${applicationName}?`,
    body: html`<p><strong>${applicationName}</strong> asks to act for you at ${institution}:</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>\n`)}</ul>
<p class="quiet">You are led back to <code>${placeOf(redirectUri)}</code>.</p>
<form method="post" action="${path}">
<button name="answer" value="allow">Allow</button>
<button class="other" name="answer" value="deny">Do not allow</button>
${customerId === null ? "" : signedIn(customerId)}</form>`,
    policy: leadingTo(redirectUri),
  });
}

const signedIn = (customerId: string) =>
  html`<p class="links">Signed in as <strong>${sampleCustomer(customerId)?.name ?? customerId}</strong>. Not you? <button class="plain" name="answer" value="sign-out">Sign out</button></p>
`;

export const overPage: Page = textPage({
  title: "This took too long",
  body: html`<p>Go back to the application that sent you here, and begin again.</p>`,
});

export const noSignInPage = (institution: string): Page =>
  textPage({
    title: "Nobody can sign in here yet",
    body: html`<p>${institution} has not told Portico yet by whom its customers are signed in.</p>`,
  });

export const providerAwayPage = (institution: string): Page =>
  textPage({
    title: "Back in a moment",
    body: html`<p>The sign-in of ${institution} does not answer. Please reload this page in a moment.</p>`,
  });

/**
 * Browsers follow a form's redirects only to where its page lets them (CSP level 3 §6.4.1). An address of IPv6 is no host that
 * a policy could name (§2.3.1): it stands for its scheme alone.
 */
export function leadingTo(redirectUri: string): PagePolicy {
  const { protocol, origin, hostname } = new URL(redirectUri);
  const isNamed = (protocol === "https:" || protocol === "http:") && !hostname.startsWith("[");
  return { "form-action": ["'self'", isNamed ? origin : protocol] };
}

function placeOf(redirectUri: string): string {
  const { host, protocol } = new URL(redirectUri);
  return host || protocol;
}
