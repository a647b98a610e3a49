import { type Html, html } from "./html.js";

export interface HtmlDocument {
  readonly title: string;
  readonly head?: Html;
  readonly body: Html;
  /** The body's inline style: mail programs heed no other. */
  readonly bodyStyle?: string;
}

/** The frame of every page and mail, ready to be sent. */
export function htmlDocument({ title, head = html``, body, bodyStyle }: HtmlDocument): string {
  const style = bodyStyle ? html` style="${bodyStyle}"` : html``;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}</head>
<body${style}>
${body}
</body>
</html>
`.markup;
}
