import { expect, it } from "@jest/globals";
import { type Job, mailJob, provisionJob } from "../../src/application/jobs.js";
import { takeLeaks } from "../../src/application/leaks/take-leaks.js";

async function reported(source: "PERSON" | "SCANNER"): Promise<Job[]> {
  const queued: Job[] = [];
  const queue = { enqueue: async (jobs: readonly Job[]) => void queued.push(...jobs) };
  const vault = { lookupHashes: (text: string) => [`hash of ${text.slice(-1)}`] };
  await takeLeaks({ queue, vault })([{ kind: "sec", text: "ptc_sec_x", source, url: null }], "192.0.2.1");
  return queued;
}

it("R29 what a scanner has signed stops a secret before all else, and what anybody may report waits behind everything", async () => {
  const stopping = provisionJob("app_1", "env_1", "stop");
  const mailing = mailJob("m", { to: "a@acme.example" } as never);
  const [scanned, told] = [await reported("SCANNER"), await reported("PERSON")];
  expect(scanned.map(({ priority }) => priority)).toEqual([stopping.priority]);
  for (const { priority } of told) expect(priority).toBeGreaterThan(mailing.priority);
  expect(told).toHaveLength(1);
  // Jobs with one key take each other's place.
  expect(told[0]?.key).not.toBe(scanned[0]?.key);
});

it("R34 what waits holds the kind and the hashes of a secret, and not the secret", async () => {
  const [job] = await reported("PERSON");
  expect(job?.payload).toMatchObject({ kind: "sec", hashes: ["hash of x"] });
  expect(JSON.stringify(job)).not.toContain("ptc_sec_x");
});
