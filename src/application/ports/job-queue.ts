import type { Job } from "../jobs.js";

/** Queues work that no change of an aggregate asks for. What a change asks for is queued by its transaction (R32). */
export interface JobQueue {
  enqueue(jobs: readonly Job[]): Promise<void>;
}
