import { type Brand, darkCard, onDark } from "../html/brand.js";
import { type Html, html } from "../html/html.js";

/**
 * How all pages for people look: one card under the platform's name, in the reader's colour scheme. Sizes are in `rem`, so that
 * they follow the size of text that a reader has chosen; on a phone the card is the page.
 */
export function pageStyle({ color }: Brand): Html {
  return html`
:root { color-scheme: light dark; --text: #1a2130; --quiet: #525b6b; --ground: #f5f6f9; --card: #fff; --line: #e1e5eb; --field: #737d8c; --wrong: #b3081f; --wrong-ground: #fdf1f2; --done-ground: #eef6f0; --button: ${color}; --accent: ${color}; --button-edge: transparent; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e7eaef; --quiet: #aab3c0; --ground: #0f1319; --card: ${darkCard}; --line: #303845; --field: #8590a0; --wrong: #ff9d96; --wrong-ground: #33191d; --done-ground: #15291e; --accent: ${onDark(color)}; --button-edge: ${onDark(color)}; }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body { display: flex; flex-direction: column; align-items: center; min-height: 100vh; margin: 0; padding: 8vh 1rem 2rem; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: break-word; }
.brand { display: flex; align-items: center; gap: .625rem; max-width: 100%; margin-bottom: 1.5rem; font-size: 1.125rem; font-weight: 650; }
.brand span { min-width: 0; overflow-wrap: anywhere; }
main { width: 100%; max-width: var(--width, 27rem); padding: 2.5rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--card); box-shadow: 0 1px 2px #0a14280a, 0 .75rem 2rem #0a14280f; }
footer { margin-top: 1.5rem; font-size: .875rem; color: var(--quiet); text-align: center; }
h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.125rem; line-height: 1.35; font-weight: 650; }
p, ul { margin: 0 0 1rem; }
main > :last-child, section > :last-child, form > :last-child, .notice > :last-child { margin-bottom: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
.field { margin-bottom: 1.125rem; }
.label { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; margin-bottom: .375rem; }
.label a, .label button { font-size: .875rem; }
label { font-size: .9375rem; font-weight: 600; }
input { display: block; width: 100%; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: .5rem; }
input:read-only { color: var(--quiet); background: var(--ground); border-color: var(--line); }
input[aria-invalid=true] { border-color: var(--wrong); box-shadow: inset 0 0 0 1px var(--wrong); }
button, .button { display: block; width: 100%; padding: .6875rem 1rem; font: inherit; font-weight: 600; line-height: 1.5; text-align: center; text-decoration: none; color: #fff; background: var(--button); border: 1px solid var(--button-edge); border-radius: .5rem; cursor: pointer; }
button:hover, .button:hover { filter: brightness(.92); }
button:disabled { opacity: .6; cursor: default; }
button.other { margin-top: .75rem; color: var(--text); background: transparent; border-color: var(--field); }
button.other:hover { background: var(--ground); filter: none; }
.hideable { position: relative; }
.hideable input { padding-right: 4.25rem; }
.hideable button { position: absolute; top: 0; right: .75rem; height: 100%; font-size: .875rem; }
button.plain { display: inline; width: auto; padding: 0; font-weight: inherit; color: var(--accent); background: none; border: 0; text-decoration: underline; text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint, .error { margin: .375rem 0 0; font-size: .875rem; color: var(--quiet); }
.error { font-weight: 600; color: var(--wrong); }
.notice { margin-bottom: 1.25rem; padding: .75rem 1rem; border-left: .25rem solid var(--wrong); border-radius: .25rem; background: var(--wrong-ground); }
.notice.done { border-color: #2c8a4f; background: var(--done-ground); }
.notice a { color: inherit; }
.links { margin: 1.5rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: .9375rem; color: var(--quiet); }
.quiet { color: var(--quiet); }
code, pre { font: .9375em/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { align-items: stretch; padding: 1.5rem 1.25rem; background: var(--card); }
  main { max-width: none; padding: 0; border: 0; box-shadow: none; }
}
`;
}
