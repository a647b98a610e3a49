import { execFile } from "node:child_process";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Crowd, gather } from "../support/faults/crowd.js";
import { type Deployment, startDeployment } from "../support/faults/deployment.js";

const run = promisify(execFile);
let disk: string;
let isMounted = false;
let deployment: Deployment;
let crowd: Crowd;

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), "portico-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk]).catch((cause) => {
    const how = "run it as root, or by `unshare --user --map-root-user --mount`";
    throw new Error(`This spec fills a disk of its own, which it may not mount: ${how}.`, { cause });
  });
  isMounted = true;
  deployment = await startDeployment({}, disk);
  crowd = await gather(deployment, ["ada@full.example", "bob@full.example"]);
});

afterAll(async () => {
  await deployment?.stop();
  if (isMounted) await run("umount", [disk]);
  await rm(disk, { recursive: true, force: true });
});

/** Leaves no room, until the function that it gives is called. */
async function fill(): Promise<() => Promise<void>> {
  const ballast = join(disk, "ballast");
  const file = await open(ballast, "w");
  const { bavail, bsize } = await statfs(disk);
  const block = Buffer.alloc(bsize);
  for (let written = 0; written < bavail; written += 1) {
    const isWritten = await file.write(block).then(
      () => true,
      () => false,
    );
    if (!isWritten) break;
  }
  await file.close();
  return () => rm(ballast);
}

it("R32 R33 nothing is lost and nothing comes back when the database's disk is full", async () => {
  await crowd.during(async () => {
    await sleep(500);
    const makeRoom = await fill();
    await sleep(3_000);
    await makeRoom();
    await sleep(1_000);
  });
  expect(crowd.answered).toBeGreaterThan(0);
  expect(await crowd.differences()).toEqual([]);
});
