import type { Measured } from "./measure.js";
import { byHand, limit, type Server } from "./servers.js";
import type { Worked } from "./worker.js";

type Numbers = { [Key in keyof Measured as Measured[Key] extends number ? Key : never]: number };

/** One Markdown table: the median of rounds, beside the best peer and the limit of the same run. */
export function table(rounds: readonly Measured[], servers: readonly Server[]): string {
  const pages = [...new Set(rounds.map(({ page }) => page))];
  const rows = pages.flatMap((page) => rowsOf(page, rounds, servers));
  const head = [
    ...[
      "page",
      "server",
      "answers/s",
      "× best peer",
      "× limit",
      "p50 ms",
      "p99 ms",
      "CPU ms: server",
      "PostgreSQL",
    ],
    ...["statements", "MB", "start ms", "others' cores"],
  ];
  return markdown(head, rows);
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** What the worker does with registrations. */
export function workTable(rows: readonly Worked[]): string {
  const head = [
    ...["registrations", "build", "live/s", "answer to live: p50 ms", "p99 ms", "CPU ms: worker"],
    ...["PostgreSQL", "statements", "MB", "refused"],
  ];
  const cells = rows.map((row) => [
    row.what,
    row.server,
    row.perSecond.toFixed(0),
    row.p50?.toFixed(0) ?? "",
    row.p99?.toFixed(0) ?? "",
    row.workerCpu.toFixed(1),
    row.databaseCpu.toFixed(1),
    row.statements.toFixed(0),
    row.memoryMb.toFixed(0),
    String(row.refused),
  ]);
  return markdown(head, cells);
}

function rowsOf(page: string, rounds: readonly Measured[], servers: readonly Server[]): string[][] {
  const measured = servers.flatMap((server) => {
    const own = rounds.filter((round) => round.page === page && round.server === server.name);
    return own.length ? [{ server, median: medians(own), failures: failuresOf(own) }] : [];
  });
  const isBound = ({ server }: { server: Server }) => server.name === limit || server.name === byHand;
  const peers = measured.filter((one) => !one.server.isPortico && !isBound(one));
  const best = Math.max(...peers.map(({ median }) => median.perSecond));
  const bound = measured.find(isBound)?.median.perSecond;
  return measured.map(({ server, median, failures }) => [
    page,
    server.name + (failures ? ` (${failures} failed)` : ""),
    median.perSecond.toFixed(0),
    peers.length ? (median.perSecond / best).toFixed(2) : "",
    bound ? (median.perSecond / bound).toFixed(2) : "",
    median.p50.toFixed(1),
    median.p99.toFixed(1),
    median.serverCpu.toFixed(2),
    median.databaseCpu.toFixed(2),
    median.statements.toFixed(1),
    median.memoryMb.toFixed(0),
    String(server.startMs),
    median.others.toFixed(2),
  ]);
}

function medians(rounds: readonly Measured[]): Numbers {
  const keys = Object.keys(rounds[0] ?? {}).filter((key) => key !== "page" && key !== "server");
  return Object.fromEntries(
    keys.map((key) => [key, median(rounds.map((round) => round[key as keyof Numbers]))]),
  ) as Numbers;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  const [below = 0, above = 0] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 ? above : (below + above) / 2;
}

const failuresOf = (rounds: readonly Measured[]) => rounds.reduce((sum, { failures }) => sum + failures, 0);
