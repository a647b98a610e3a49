import { type Html, html } from "../html/html.js";
import type { Page } from "./pages.js";

export interface TextPage extends Omit<Page, "style"> {
  /** Above the title, which is the page's heading. */
  readonly above?: Html;
  /** Besides what all of them share. */
  readonly style?: Html;
}

/** A page to read and to fill in, in the reader's colour scheme. */
export function textPage({ above = html``, style = html``, body, ...page }: TextPage): Page {
  return {
    ...page,
    isBranded: true,
    style: html`${shared}${style}`,
    body: html`<main>
${above}<h1>${page.title}</h1>
${body}
</main>`,
  };
}

const shared = html`
:root { color-scheme: light dark; --text: #1b2733; --page: #fff; --link: #0b57b0; --button: #0b57b0; --edge: #6b7886; --wrong: #a4161a; --focus: #b36b00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e9ee; --page: #12161b; --link: #8ab8f5; --button: #2a6dc4; --edge: #8b97a4; --wrong: #ff9c94; --focus: #ffb54d; }
}
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font: 17px/1.6 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.7rem; }
.brand { display: flex; align-items: center; gap: .6rem; font-weight: 600; }
a { color: var(--link); }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; box-sizing: border-box; padding: .55rem .7rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: .4rem; }
button { margin-top: 1.2rem; cursor: pointer; }
button, .button { display: inline-block; padding: .6rem 1.2rem; font: inherit; border: 0; border-radius: .5rem; background: var(--button); color: #fff; text-decoration: none; }
button:disabled { opacity: .6; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[role=alert] { min-height: 1.6em; font-weight: 600; color: var(--wrong); }
#done { font-weight: 600; outline: 0; }
`;
