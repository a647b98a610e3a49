import { isStorable } from "../application/storable-text.js";

/**
 * Whether all texts of a request can be looked for in the database, and kept there: those in its URL and in its body,
 * JSON or a form. What is neither is for whoever parses it to refuse.
 */
export function isStorableRequest(url: string, body: unknown): boolean {
  if (/%00/.test(url)) return false;
  if (!Buffer.isBuffer(body)) return true;
  // As `fetch` reads a body: without its byte order mark.
  const text = new TextDecoder().decode(body);
  if (!isStorable(text) || /%00/.test(text)) return false;
  return !text.includes("\\u") || holdsStorable(parsed(text));
}

function holdsStorable(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, part]) => isStorable(name) && holdsStorable(part));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
