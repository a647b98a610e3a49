import type { MailBlock, MailDocument } from "./document.js";
import { oneLine } from "./plain-text.js";

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const buttonStyle =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#1a4fa3;color:#ffffff;" +
  "font-weight:600;text-decoration:none";

/** The document as one self-contained page: inline styles, no images, no scripts; all text escaped. */
export function renderHtml(document: MailDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.subject)}</title>
</head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1d2330;${font};font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:32px;border-radius:8px;background:#ffffff">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(document.title)}</h1>
${document.blocks.map(renderBlock).join("\n")}
</div>
</body>
</html>
`;
}

function renderBlock(block: MailBlock): string {
  switch (block.kind) {
    case "paragraph":
      return `<p style="margin:0 0 16px">${escaped(block.text)}</p>`;
    case "list":
      return `<ul style="margin:0 0 16px">${block.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "button":
      return `<p style="margin:24px 0 8px"><a href="${escaped(block.url)}" style="${buttonStyle}">${escaped(block.label)}</a></p>
<p style="margin:0 0 24px;font-size:13px;color:#566074;word-break:break-all">${escaped(block.url)}</p>`;
  }
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** One line of text, safe as element content and inside a quoted attribute. */
function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}
