import ipaddr from "ipaddr.js";

/** What counts as one address: of IPv6 the whole /64, which is what one subscriber is given (RFC 6177). */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  // An IPv4 address is one whether or not it comes in IPv6's form (RFC 4291 §2.5.5.2).
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const [a, b, c, d] = (parsed as ipaddr.IPv6).parts;
  return new ipaddr.IPv6([a ?? 0, b ?? 0, c ?? 0, d ?? 0, 0, 0, 0, 0]).toString();
}
