import { isStorable } from "../application/storable-text.js";

/** What a form may hold: more than any request of OAuth does. */
const most = { fields: 50, value: 12 * 1024 };

/** Null for one that holds too much. */
export function formOf(body: unknown): URLSearchParams | null {
  if (typeof body !== "string" || body === "") return new URLSearchParams();
  // Counted before it is parsed.
  if (body.split("&", most.fields + 1).length > most.fields) return null;
  const form = new URLSearchParams(body);
  const isFit = [...form].every(
    ([name, value]) => value.length <= most.value && isStorable(name) && isStorable(value),
  );
  return isFit ? form : null;
}
