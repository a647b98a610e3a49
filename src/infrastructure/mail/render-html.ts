import type { Brand } from "../../html/brand.js";
import { type Html, html } from "../../html/html.js";
import { htmlDocument } from "../../html/html-document.js";
import type { MailBlock, MailDocument } from "./document.js";
import { oneLine } from "./plain-text.js";

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const bodyStyle = `margin:0;padding:24px;background:#f4f5f7;color:#1d2330;${font};font-size:16px;line-height:1.5`;
const buttonStyle = (color: string) =>
  `display:inline-block;padding:12px 20px;border-radius:6px;background:${color};color:#ffffff;font-weight:600;text-decoration:none`;

/** The document as one page: inline styles, no scripts, no image but the logo; each text on one line. */
export function renderHtml({ subject, title, blocks }: MailDocument, brand: Brand): string {
  return htmlDocument({
    title: oneLine(subject),
    bodyStyle,
    body: html`<div style="max-width:560px;margin:0 auto;padding:32px;border-radius:8px;background:#ffffff">
${masthead(brand)}
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${oneLine(title)}</h1>
${blocks.map((block) => renderBlock(block, brand))}</div>`,
  });
}

function masthead({ name, logoUrl }: Brand): Html {
  const logo = logoUrl
    ? html`<img src="${logoUrl}" alt="" height="32" style="vertical-align:middle;margin-right:8px">`
    : html``;
  return html`<p style="margin:0 0 20px;font-size:14px;font-weight:600;color:#566074">${logo}${oneLine(name)}</p>`;
}

function renderBlock(block: MailBlock, { color }: Brand): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p style="margin:0 0 16px">${oneLine(block.text)}</p>
`;
    case "list":
      return html`<ul style="margin:0 0 16px">${block.items.map((item) => html`<li>${oneLine(item)}</li>`)}</ul>
`;
    case "button":
      return html`<p style="margin:24px 0 8px"><a href="${block.url}" style="${buttonStyle(color)}">${oneLine(block.label)}</a></p>
<p style="margin:0 0 24px;font-size:13px;color:#566074;word-break:break-all">${block.url}</p>
`;
  }
}
