import { parentPort, workerData } from "node:worker_threads";

// Somebody who asks the same again and again, in a thread of their own: what else the process does keeps them waiting no longer.
const { url, headers, body, seconds, pause } = workerData;
const waits = [];
const end = performance.now() + seconds * 1_000;
while (performance.now() < end) {
  const start = performance.now();
  const response = await fetch(url, { method: "POST", headers, body });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`It was answered with ${response.status}.`);
  waits.push(performance.now() - start);
  await new Promise((resolve) => setTimeout(resolve, pause));
}
parentPort.postMessage(waits);
