/**
 * Resolves after Ctrl-C or SIGTERM, when `stop` is done. A second signal ends the process at once; one that does not
 * finish in 30 s is ended.
 */
export function untilStopped(stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const onSignal = () => {
      for (const signal of signals) {
        process.off(signal, onSignal);
        process.on(signal, () => process.exit(1));
      }
      setTimeout(() => process.exit(1), 30_000).unref();
      stop().then(resolve, reject);
    };
    for (const signal of signals) process.once(signal, onSignal);
  });
}

const signals = ["SIGINT", "SIGTERM"] as const;
