import { type Html, html } from "./html.js";

export interface HtmlDocument {
  readonly title: string;
  readonly head?: Html;
  readonly style?: Html;
  /** By which a policy knows the style as the document's own (CSP level 3). */
  readonly styleNonce?: string;
  readonly body: Html;
  /** The body's inline style: mail programs heed no other. */
  readonly bodyStyle?: string;
}

/** The frame of every page and mail, ready to be sent. */
export function htmlDocument(document: HtmlDocument): string {
  const { title, head = html``, style, styleNonce, body, bodyStyle } = document;
  const nonce = styleNonce ? html` nonce="${styleNonce}"` : html``;
  const sheet = style ? html`<style${nonce}>\n${style}</style>\n` : html``;
  const inline = bodyStyle ? html` style="${bodyStyle}"` : html``;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}${sheet}</head>
<body${inline}>
${body}
</body>
</html>
`.markup;
}
