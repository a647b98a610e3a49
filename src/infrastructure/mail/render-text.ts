import { type Brand, purposeOf } from "../../html/brand.js";
import type { MailBlock, MailDocument } from "./document.js";
import { oneLine } from "./plain-text.js";

/** The document as text/plain; every link stands alone on its line, so that no client breaks it. */
export function renderText(document: MailDocument, brand: Brand): string {
  const from = `${oneLine(brand.name)}\n${purposeOf(brand)}`;
  return `${[oneLine(document.title), ...document.blocks.map(renderBlock), from].join("\n\n")}\n`;
}

function renderBlock(block: MailBlock): string {
  switch (block.kind) {
    case "paragraph":
      return oneLine(block.text);
    case "list":
      return block.items.map((item) => `- ${oneLine(item)}`).join("\n");
    case "button":
      return `${oneLine(block.label)}:\n${block.url}`;
  }
}
