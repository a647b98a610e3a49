import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { eventually } from "../support/eventually.js";
import { inTurns } from "../support/race-rounds.js";
import { isThorough, rounds, roundsTimeout, seed } from "../support/rounds.js";
import { type Story, startStory } from "../support/story.js";
import {
  type Command,
  environments,
  kinds,
  type Name,
  products,
  sentStory,
  storyLength,
} from "./commands.js";
import { History } from "./history.js";
import { settledState } from "./http-settled.js";
import { learn, type Progress, step } from "./http-step.js";
import { type Cast, HttpSubject, signUpCast } from "./http-subject.js";
import { newModel } from "./model.js";
import { startMortalWorkers } from "./mortal-workers.js";

jest.setTimeout(roundsTimeout);

const stories = rounds;
const beginnings = fc.record({
  isConfidential: fc.boolean(),
  chosen: fc.subarray([...products], { minLength: 1 }),
  places: fc.subarray([...environments], { minLength: 1 }),
  commands: sentStory,
});

let story: Story;
let cast: Cast;
const ended: Progress[] = [];

beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
  cast = await signUpCast(story);
  await story.services.pool.query("update api_environment set secret_retrieval = 'ONCE' where slug = 'uat'");
  await story.pauseWorker();
});

afterAll(() => story.stop());

it(`R18 to R31 the API does what the rules say, in ${stories} stories of ${storyLength} commands, while workers die`, async () => {
  const workers = startMortalWorkers(story);
  const counts: Record<string, number> = {};
  let deaths = 0;
  try {
    await inTurns(fc.sample(beginnings, { numRuns: stories, seed }), 8, async (beginning, number) => {
      const { isConfidential, chosen, places, commands } = beginning;
      const subject = await HttpSubject.register(cast, number, isConfidential, chosen, places);
      const model = newModel(isConfidential, chosen, places);
      const progress = { subject, model, history: new History(), trail: ["REGISTERED by ada"] };
      learn(model, await subject.facts(), subject);
      for (const [index, command] of (commands as (Command & { by: Name })[]).entries()) {
        const outcome = await step(progress, command, { seed, story: number, step: index });
        const key = `${command.kind} ${outcome === "done" ? "done" : "refused"}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      ended.push(progress);
    });
  } finally {
    deaths = await workers.stop();
    const summary = JSON.stringify(counts, Object.keys(counts).sort());
    process.stdout.write(
      `model over HTTP: seed ${seed}, ${stories} stories, ${deaths} workers killed, ${summary}\n`,
    );
  }
  expect(deaths).toBeGreaterThan(rounds / 20);
  if (!isThorough) return;
  for (const kind of kinds) {
    expect({ kind, done: counts[`${kind} done`], refused: counts[`${kind} refused`] }).toEqual({
      kind,
      done: expect.any(Number),
      refused: expect.any(Number),
    });
  }
});

it("R29 R30 R31 R33 once all has settled, the API, the gateways and the audit trail are exactly as the rules say", async () => {
  const { pool } = story.services;
  // The queue would wait longer after each crash; also what was given up, being replaced while it ran, may run.
  await pool.query("update graphile_worker._private_jobs set run_at = now(), attempts = 0");
  await story.resumeWorker();
  let left: unknown[] = [];
  await eventually(async () => {
    // But for what waits by intent: a digest for operators, a mail to owners if a gateway fails for an hour; and for what was
    // locked by a worker that had been killed when it was queued anew: that stands for nothing, and is purged every hour.
    const { rows } = await pool.query(
      `select t.identifier, j.key, j.attempts, j.locked_by, j.run_at, j.last_error, q.locked_by as queue_locked_by
         from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
        where t.identifier not in ('digest-access-requests', 'tell-of-delay')
          and (j.key is not null or j.attempts < j.max_attempts or j.locked_at is not null) limit 5`,
    );
    left = rows;
    return rows.length === 0;
  }).catch((cause) => {
    throw new Error(`Jobs are left: ${JSON.stringify(left)}`, { cause });
  });
  expect(ended.length).toBe(stories);
  await inTurns(ended, 8, async (progress) => {
    const place = { seed, story: progress.subject.number };
    const { actual, expected } = await settledState(cast, progress);
    expect({ ...place, ...actual }).toEqual({ ...place, ...expected });
  });
});
