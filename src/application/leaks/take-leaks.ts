import type { Finding } from "../../domain/leak.js";
import { leakJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { SecretKind, SecretVault } from "../ports/secret-vault.js";

export interface FoundSecret extends Finding {
  /** As its form says. */
  readonly kind: SecretKind;
  /** As it was found. */
  readonly text: string;
}

/** Takes reports of secrets that were found in public. Who reports learns nothing of which there are. */
export type TakeLeaks = (found: readonly FoundSecret[], address: string) => Promise<void>;

/** What the report is about is looked at later, whether there is such a secret or not: the answer takes the same time. */
export function takeLeaks(ports: {
  readonly queue: JobQueue;
  readonly vault: Pick<SecretVault, "lookupHashes">;
}): TakeLeaks {
  return (found, address) =>
    ports.queue.enqueue(
      found.map(({ kind, text, source, url }) =>
        leakJob({ kind, hashes: ports.vault.lookupHashes(text), source, url, address }),
      ),
    );
}
