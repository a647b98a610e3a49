import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

// Somebody who asks the same again and again, in a thread of their own: what else the process does keeps them waiting no longer.
const { url, headers, body, seconds, pause } = workerData;
const waits = [];
const end = performance.now() + seconds * 1_000;
while (performance.now() < end) {
  const start = performance.now();
  await answered();
  waits.push(performance.now() - start);
  await sleep(pause);
}
parentPort.postMessage(waits);

/** Whoever is told to come again does: a machine that is busy with other things is late at times, for everybody. */
async function answered() {
  for (;;) {
    const response = await fetch(url, { method: "POST", headers, body });
    await response.arrayBuffer();
    if (response.status === 200) return;
    if (response.status !== 503 || !response.headers.has("retry-after"))
      throw new Error(`It was answered with ${response.status}.`);
    await sleep(250);
  }
}
