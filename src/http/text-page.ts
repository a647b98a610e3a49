import { type Html, html } from "../html/html.js";
import type { Page } from "./pages.js";

export interface TextPage extends Omit<Page, "style"> {
  /** Above the title, which is the page's heading. */
  readonly above?: Html;
  /** Besides what all of them share. */
  readonly style?: Html;
  /** Has tables, or much to read. */
  readonly isWide?: boolean;
}

/** A page to read and to fill in, in the reader's colour scheme. */
export function textPage({ above = html``, style = html``, isWide = false, body, ...page }: TextPage): Page {
  return {
    ...page,
    isBranded: true,
    style: isWide ? html`:root { --width: 60rem; }${style}` : style,
    body: html`<main>
${above}<h1>${page.title}</h1>
${body}
</main>`,
  };
}
