import { readdirSync, readFileSync } from "node:fs";

const tickMs = 10;

/** What Linux tells of processes; zeros elsewhere, which the table says. */
export const canMeasureProcesses = process.platform === "linux";

/** Milliseconds of processor time, of the process and its threads. */
export function cpuMs(pid: number): number {
  return statOf(pid)?.ms ?? 0;
}

export function memoryMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Milliseconds of processor time that all children of a process have used, also those that have ended since `sample`. */
export function childrenClock(parent: number): { sample(): number } {
  const seen = new Map<string, number>();
  return {
    sample() {
      if (!canMeasureProcesses) return 0;
      for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        const stat = statOf(Number(pid));
        if (stat?.parent === parent) seen.set(pid, Math.max(stat.ms, seen.get(pid) ?? 0));
      }
      return [...seen.values()].reduce((sum, ms) => sum + ms, 0);
    },
  };
}

/** Milliseconds of processor time, of everything on this machine. */
export function machineCpuMs(): number {
  if (!canMeasureProcesses) return 0;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = (
    readFileSync("/proc/stat", "utf8").split("\n")[0] ?? ""
  )
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq) * tickMs;
}

function statOf(pid: number): { parent: number; ms: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before it may have blanks and parentheses.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * tickMs };
  } catch {
    return null;
  }
}
