import type { Finding } from "../../domain/client-application/events.js";
import { leakJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { SecretVault } from "../ports/secret-vault.js";

export interface FoundKey extends Finding {
  /** As it was found. */
  readonly text: string;
}

/** Takes reports of keys that were found in public. Who reports learns nothing of which keys there are. */
export type TakeLeaks = (found: readonly FoundKey[], address: string) => Promise<void>;

/** What the report is about is looked at later, whether there is such a key or not: the answer takes the same time. */
export function takeLeaks(ports: {
  readonly queue: JobQueue;
  readonly vault: Pick<SecretVault, "lookupHashes">;
}): TakeLeaks {
  return (found, address) =>
    ports.queue.enqueue(
      found.map(({ text, source, url }) =>
        leakJob({ hashes: ports.vault.lookupHashes(text), source, url, address }),
      ),
    );
}
