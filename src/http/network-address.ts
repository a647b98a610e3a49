import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * The address that a proxy names, without port, brackets and zone, in one spelling: IPv4 in four decimal parts, also where
 * it comes in IPv6's form (RFC 4291 §2.5.5.2), IPv6 as RFC 5952 has it. Null for what is none, such as `unknown` and
 * `_hidden` (RFC 7239 §6).
 */
export function networkAddress(written: string): string | null {
  const text = written.trim();
  const bare = withoutPort.exec(text)?.slice(1).find(Boolean) ?? text;
  if (!isIP(bare)) return null;
  const address = ipaddr.process(bare.replace(/%.*$/, ""));
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

/** `203.0.113.7:51234`, `[2001:db8::1]:51234`, `[2001:db8::1]`. Of bare IPv6 a port could not be told apart. */
const withoutPort = /^(?:([\d.]+):\d{1,5}|\[([^\]]+)\](?::\d{1,5})?)$/;
