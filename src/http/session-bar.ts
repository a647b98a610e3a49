import { html } from "../html/html.js";
import { pagePaths } from "./page-paths.js";

/** Above tools for developers: who they are, signing in and out, and a token for their scripts. Driven by `runningSession`. */
export const sessionBar = {
  style: html`
:root { color-scheme: light dark; --text: #1b2733; --page: #fff; --bar: #f3f5f8; --edge: #c4ccd5; --field: #6b7886; --link: #0b57b0; --button: #0b57b0; --wrong: #a4161a; --focus: #b36b00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e9ee; --page: #12161b; --bar: #1b2129; --edge: #38424e; --field: #8b97a4; --link: #8ab8f5; --button: #2a6dc4; --wrong: #ff9c94; --focus: #ffb54d; }
}
html, body { height: 100%; margin: 0; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .8rem; padding: .45rem .9rem; background: var(--bar); border-bottom: 1px solid var(--edge); }
.bar #who { margin-right: auto; overflow-wrap: anywhere; }
.bar button, dialog button { padding: .3rem .8rem; font: inherit; color: #fff; background: var(--button); border: 0; border-radius: .4rem; cursor: pointer; }
.bar button.quiet, dialog button.quiet { color: inherit; background: none; border: 1px solid var(--field); }
dialog { width: min(26rem, calc(100vw - 2rem)); box-sizing: border-box; padding: 1.2rem; color: var(--text); background: var(--page); border: 1px solid var(--edge); border-radius: .6rem; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog h2 { margin: 0 0 .6rem; font-size: 1.15rem; }
dialog label { display: block; margin: .7rem 0 .2rem; font-weight: 600; }
dialog input, dialog select { width: 100%; box-sizing: border-box; padding: .45rem .6rem; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--field); border-radius: .4rem; }
dialog .buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1rem; }
dialog code { display: block; padding: .5rem .6rem; overflow-wrap: anywhere; background: var(--bar); border-radius: .4rem; user-select: all; }
dialog [role=alert] { margin: .6rem 0 0; font-weight: 600; color: var(--wrong); }
dialog [role=alert]:empty { display: none; }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`,
  body: html`<header class="bar">
<span id="who" role="status">Who are you?</span>
<button id="sign-in" type="button" hidden>Sign in</button>
<a id="sign-up" href="${pagePaths.signUp}" hidden>Sign up</a>
<button id="get-token" type="button" class="quiet" hidden>Get a token</button>
<button id="sign-out" type="button" class="quiet" hidden>Sign out</button>
</header>
<dialog id="signing-in" aria-labelledby="signing-in-title"><form method="dialog">
<h2 id="signing-in-title">Sign in</h2>
<label for="email">Company e-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<p role="alert" id="sign-in-refusal"></p>
<div class="buttons"><button value="send">Sign in</button> <button class="quiet" value="cancel" formnovalidate>Cancel</button></div>
<p><a href="${pagePaths.signIn}">With a passkey</a> · <a href="${pagePaths.forgottenPassword}">Forgotten password</a></p>
</form></dialog>
<dialog id="getting-token" aria-labelledby="getting-token-title"><form method="dialog">
<h2 id="getting-token-title">A token for scripts</h2>
<div id="token-wanted">
<label for="token-name">What it is for</label>
<input id="token-name" maxlength="80" value="Trying things out" required>
<label for="token-scopes">What it may do</label>
<select id="token-scopes"><option value="READ">Read</option><option value="READ WRITE">Read and change</option><option value="READ WRITE SECRETS">Read, change, and see secrets</option></select>
<label for="token-days">For how many days</label>
<input id="token-days" type="number" min="1" max="365" value="7" required>
</div>
<div id="token-made" hidden><p>Keep it now: it is shown this once.</p><code id="token-value"></code></div>
<p role="alert" id="token-refusal"></p>
<div class="buttons"><button id="token-make" value="make">Make it</button> <button id="token-copy" value="copy" hidden>Copy</button> <button id="token-use" value="use" hidden>Send it with every request from here</button> <button class="quiet" value="cancel" formnovalidate>Close</button></div>
</form></dialog>`,
};
