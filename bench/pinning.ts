import { spawnSync } from "node:child_process";

/** A command that runs on one core, where the machine can do that. */
export interface Pinning {
  readonly isPossible: boolean;
  on(core: number, command: string, args: readonly string[]): [string, string[]];
}

/** Servers take core 0 and the load another, by util-linux' taskset. */
export function pinning(cores: number): Pinning {
  const isPossible = cores > 1 && spawnSync("taskset", ["-c", "0", "true"]).status === 0;
  return {
    isPossible,
    on: (core, command, args) =>
      isPossible ? ["taskset", ["-c", String(core), command, ...args]] : [command, [...args]],
  };
}
