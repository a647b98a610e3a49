import { Problems } from "../domain-error.js";

/**
 * Reads a network as people write it, an address or CIDR (RFC 4632, RFC 4291 §2.3): in one spelling, or null when it is
 * none. `isWhole` is false where the address has bits beyond the prefix; the network is then without them.
 */
export type ReadNetwork = (text: string) => { readonly network: string; readonly isWhole: boolean } | null;

/** R40. */
const maxNetworks = 50;

/** R40: in one spelling, each once, in the order given. Throws INVALID for each that is unacceptable, at its place. */
export function keyNetworks(typed: readonly string[], read: ReadNetwork): readonly string[] {
  const problems = new Problems();
  if (typed.length > maxNetworks) {
    problems.add(
      "INVALID",
      `A key is limited to at most ${maxNetworks} networks; this has ${typed.length}.`,
      ["networks"],
    );
  }
  const networks: string[] = [];
  typed.slice(0, maxNetworks).forEach((text, index) => {
    const path = ["networks", `${index}`];
    const found = read(text.trim());
    if (!found)
      problems.add(
        "INVALID",
        "Write a network as CIDR, such as 192.0.2.0/24 or 2001:db8::/32, without a zone and without leading zeros.",
        path,
      );
    else if (!found.isWhole)
      problems.add(
        "INVALID",
        `The address has bits beyond the prefix; the network is ${found.network}.`,
        path,
      );
    else if (networks.includes(found.network)) problems.add("INVALID", "This network is listed twice.", path);
    else networks.push(found.network);
  });
  problems.throwIfAny();
  return networks;
}
