import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { ReadNetwork } from "../domain/client-application/networks.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/**
 * R40: an address alone is a network of one. IPv4 in IPv6's form (RFC 4291 §2.5.5.2) is IPv4; zones (RFC 4007) and numbers
 * with leading zeros, which some read as octal (RFC 6943 §3.1.1), are none.
 */
export const readNetwork: ReadNetwork = (text) => {
  const [written = "", prefix, ...rest] = text.split("/");
  if (!isIP(written) || written.includes("%") || rest.length > 0) return null;
  const parsed = ipaddr.parse(written);
  const size = parsed.kind() === "ipv4" ? 32 : 128;
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return null;
  const bits = prefix === undefined ? size : Number(prefix);
  if (bits > size) return null;
  const [address, length] = plain(parsed, bits);
  const network = first(address, length);
  return { network: `${spelt(network)}/${length}`, isWhole: spelt(network) === spelt(address) };
};

const ranges = new WeakMap<readonly string[], Range[]>();

/** R40: whether the address, in the spelling of `networkAddress`, is in one of the networks, as `readNetwork` spells them. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  if (!isIP(address)) return false;
  const asked = ipaddr.process(address);
  return rangesOf(networks).some(([network, length]) => {
    return network.kind() === asked.kind() && asked.match(network as never, length);
  });
}

/** Read once for each list: the lists of keys that are remembered stay the same. */
function rangesOf(networks: readonly string[]): Range[] {
  const known = ranges.get(networks) ?? networks.map((network): Range => ipaddr.parseCIDR(network));
  ranges.set(networks, known);
  return known;
}

function plain(address: Address, length: number): Range {
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && length >= 96;
  return isMapped ? [address.toIPv4Address(), length - 96] : [address, length];
}

function first(address: Address, length: number): Address {
  const bytes = address.toByteArray();
  return ipaddr.fromByteArray(
    bytes.map((byte, index) => {
      const kept = Math.min(Math.max(length - 8 * index, 0), 8);
      return byte & (0xff << (8 - kept)) & 0xff;
    }),
  );
}

function spelt(address: Address): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
