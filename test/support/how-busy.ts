/** In ms of CPU. */
const work = 100;

/**
 * How much longer work takes at the moment than it would on a machine that does nothing else: 1 when it is quiet. What is timed
 * beside other specs is held against that.
 */
export function howBusy(): number {
  const start = performance.now();
  const before = process.threadCpuUsage();
  let used = 0;
  while (used < work) {
    const { user, system } = process.threadCpuUsage(before);
    used = (user + system) / 1_000;
  }
  return Math.max(1, (performance.now() - start) / used);
}
