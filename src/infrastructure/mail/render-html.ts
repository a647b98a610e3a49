import { type Brand, darkCard, onDark, purposeOf } from "../../html/brand.js";
import { type Html, html } from "../../html/html.js";
import { htmlDocument } from "../../html/html-document.js";
import type { MailBlock, MailDocument } from "./document.js";
import { oneLine } from "./plain-text.js";

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const bodyStyle = `margin:0;padding:0;background:#f5f6f9;color:#1a2130;${font};font-size:16px;line-height:1.5`;
const cardStyle =
  "padding:32px;border:1px solid #e1e5eb;border-radius:14px;background:#ffffff;color:#1a2130;text-align:left";
const quiet = "font-size:14px;color:#525b6b";

/**
 * The document as one page: inline styles, no scripts, no image but the logo; each text on one line. Tables lay it out, as some
 * mail programs know nothing else, and are announced as none. Programs that heed a style sheet show it in the reader's colour
 * scheme; in the others it stays light.
 */
export function renderHtml({ subject, title, blocks }: MailDocument, brand: Brand): string {
  return htmlDocument({
    title: oneLine(subject),
    head: html`<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
`,
    style: html`
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .ground { background: #0f1319 !important; color: #e7eaef !important; }
  .card { background: ${darkCard} !important; border-color: #303845 !important; color: #e7eaef !important; }
  .quiet { color: #aab3c0 !important; }
  .link { color: ${onDark(brand.color)} !important; }
  .button { border-color: ${onDark(brand.color)} !important; }
}
@media (max-width: 30em) { .card { padding: 24px 20px !important; } }
`,
    bodyStyle,
    body: html`<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f6f9">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="quiet" style="padding:0 4px 16px;font-weight:600;text-align:left;${quiet}">${logoOf(brand)}${oneLine(brand.name)}</td></tr>
<tr><td class="card" style="${cardStyle}">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${oneLine(title)}</h1>
${blocks.map((block) => renderBlock(block, brand))}</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;text-align:left;${quiet}">${purposeOf(brand)}</td></tr>
</table>
</td></tr>
</table>`,
  });
}

function logoOf({ logoUrl }: Brand): Html {
  return logoUrl
    ? html`<img src="${logoUrl}" alt="" height="32" style="vertical-align:middle;margin-right:8px">`
    : html``;
}

function renderBlock(block: MailBlock, { color }: Brand): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p style="margin:0 0 16px">${oneLine(block.text)}</p>
`;
    case "list":
      return html`<ul style="margin:0 0 16px;padding-left:24px">${block.items.map((item) => html`<li>${oneLine(item)}</li>`)}</ul>
`;
    case "button":
      return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 8px"><tr>
<td class="button" bgcolor="${color}" style="border:1px solid ${color};border-radius:8px;background:${color}"><a href="${block.url}" style="display:inline-block;padding:12px 22px;color:#ffffff;font-weight:600;text-decoration:none">${oneLine(block.label)}</a></td>
</tr></table>
<p class="quiet" style="margin:0 0 24px;word-break:break-all;${quiet}"><a class="link" href="${block.url}" style="color:${color}">${block.url}</a></p>
`;
  }
}
