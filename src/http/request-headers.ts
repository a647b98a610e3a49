import type { IncomingHttpHeaders } from "node:http";

/** The headers of a Node request as WHATWG `Headers`, without the names that `except` holds (lower case). */
export function toHeaders(raw: IncomingHttpHeaders, except: ReadonlySet<string> = new Set()): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || name.startsWith(":") || except.has(name)) continue;
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each);
  }
  return headers;
}
