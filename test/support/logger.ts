import type { Logger } from "../../src/application/ports/logger.js";

export interface LoggedLine {
  readonly level: "error" | "warn" | "info" | "debug";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that keeps what it is told in `lines`. */
export function recordingLogger(
  lines: LoggedLine[] = [],
  bound: object = {},
): Logger & { lines: LoggedLine[] } {
  const at = (level: LoggedLine["level"]) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...bound, ...fields }, message });
  return {
    lines,
    error: at("error"),
    warn: at("warn"),
    info: at("info"),
    debug: at("debug"),
    child: (request) => recordingLogger(lines, { ...bound, ...request }),
  };
}
