import { randomBytes } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { DomainProofs } from "../application/ports/domain-proofs.js";

interface Settings {
  /** Those of this machine when left out. */
  readonly servers?: readonly string[];
  /** That a look-up may take. */
  readonly milliseconds?: number;
}

/** By DNS. */
export function createDomainProofs({ servers, milliseconds = 3_000 }: Settings = {}): DomainProofs {
  return {
    newChallenge: () => randomBytes(24).toString("base64url"),

    async texts(name) {
      const resolver = new Resolver({ timeout: milliseconds, tries: 1 });
      if (servers) resolver.setServers(servers);
      // One try may ask several servers, one after the other.
      const over = setTimeout(() => resolver.cancel(), milliseconds);
      try {
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
      } catch {
        return [];
      } finally {
        clearTimeout(over);
      }
    },
  };
}
