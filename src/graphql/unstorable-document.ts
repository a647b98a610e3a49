import { type DocumentNode, visit } from "graphql";
import { isStorable } from "../application/storable-text.js";

/** Whether a string in the document can be stored nowhere. Variables are looked at before the document is parsed. */
export function isUnstorable(document: DocumentNode): boolean {
  const text = document.loc?.source.body;
  // Without escapes the strings say what the text says; a document is long, and mostly has none.
  if (text !== undefined && !text.includes("\\u")) return !isStorable(text);
  let isUnsafe = false;
  visit(document, {
    StringValue({ value }) {
      isUnsafe ||= !isStorable(value);
    },
  });
  return isUnsafe;
}
