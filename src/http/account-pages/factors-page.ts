import { html, script } from "../../html/html.js";
import { pagePaths } from "../page-paths.js";
import type { Page } from "../pages.js";
import { textPage } from "../text-page.js";
import { managingFactors } from "./managing-factors.js";

const password = (id: string) => html`<label for="${id}">Your password</label>
<input id="${id}" type="password" autocomplete="current-password" required>`;

/** R36: authenticator app, recovery codes and passkeys of whoever is signed in. */
export function factorsPage(): Page {
  const paths = {
    signIn: pagePaths.signIn,
    stepUp: `${pagePaths.stepUp}?callbackURL=${encodeURIComponent(pagePaths.factors)}`,
  };
  return textPage({
    title: "Second factors",
    style: html`
pre, code { font: 1rem/1.7 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: .5rem 0; }
#app-qr { padding: .8rem; background: #fff; border-radius: .4rem; }
#passkeys { padding: 0; list-style: none; }
#passkeys li { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin: .5rem 0; overflow-wrap: anywhere; }
#passkeys button { flex: none; margin: 0; padding: .3rem .8rem; }
button + button { margin-left: .6rem; }
`,
    body: html`<p id="who"></p>
<h2>Authenticator app</h2>
<form id="app-off" hidden>
<p>An app on your phone shows a code that is asked for whenever you sign in.</p>
${password("enable-password")}
<button>Set up an app</button>
</form>
<div id="app-new" hidden>
<p>Scan this with your app, or <a id="app-link">open the app on this device</a>.</p>
<p><img id="app-qr" alt="QR code of the key" width="220" height="220"></p>
<p>Or enter the key by hand: <code id="app-key"></code></p>
<p>Keep these recovery codes in a safe place: each signs you in once when you have lost the app. They are shown only now.</p>
<pre id="app-codes"></pre>
<form id="app-confirm"><label for="app-code">Code that the app shows</label>
<input id="app-code" inputmode="numeric" autocomplete="one-time-code" required>
<button>Confirm</button>
</form>
</div>
<form id="app-on" hidden>
<p>Your app is set up.</p>
${password("manage-password")}
<button value="codes">Make new recovery codes</button><button value="remove">Remove the app</button>
<pre id="new-codes"></pre>
</form>
<h2>Passkeys</h2>
<p id="no-passkeys">A passkey signs you in with your fingerprint, face or PIN. You have none yet.</p>
<ul id="passkeys"></ul>
<form id="passkey-new"><label for="passkey-name">Name of the new passkey, such as that of the device</label>
<input id="passkey-name" maxlength="60" required>
<button>Add a passkey</button>
</form>
<p role="alert" id="refusal"></p>
<noscript><p>This page needs JavaScript; the API behind it does not.</p></noscript>
<p><a href="${pagePaths.signedIn}">Back</a></p>`,
    script: script`(${managingFactors})(${paths});`,
    policy: { "connect-src": ["'self'"], "img-src": ["data:"] },
  });
}
