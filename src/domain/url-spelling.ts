/**
 * Why an address is not what it seems, as the end of a sentence; undefined when it is plain. Parsers repair such
 * spellings, each in its own way, so that a reader, a comparison and a browser may see three different addresses
 * (RFC 3986 §2.1 and §3.2.2, WHATWG URL §3.5). `url` is `raw`, parsed.
 */
export function whyMisspelt(raw: string, url: URL): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(raw)) return "it has a percent sign without two hexadecimal digits behind it";
  const host = writtenHost(raw);
  if (host.includes("%")) return "its host has a percent-escape";
  if (/^\.|\.\.|\.$/.test(host)) return "its host has an empty label";
  const isAddress = url.hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(url.hostname);
  if (isAddress && host.toLowerCase() !== url.hostname) {
    return `its host is another spelling of ${url.hostname}`;
  }
  if (url.port === "0") return "its port is 0";
  return undefined;
}

/** The host as it was written, without user info and port. */
function writtenHost(raw: string): string {
  const authority = /^[^:/?#]+:\/\/([^/?#]*)/.exec(raw)?.[1] ?? "";
  return authority.slice(authority.lastIndexOf("@") + 1).replace(/:\d*$/, "");
}
