/** As pino logs: fields first, then the sentence. */
export interface AuthLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * better-auth's log on ours: warnings and errors only, and of an error no more than its name and message, because
 * the rest may hold an address or a token.
 */
export function betterAuthLog(log: AuthLog | undefined) {
  if (!log) return { disabled: true };
  return {
    log(level: "debug" | "info" | "warn" | "error", message: string, ...details: unknown[]) {
      if (level !== "warn" && level !== "error") return;
      const error = details.find((detail) => detail instanceof Error);
      const fields = { source: "better-auth", ...(error && { error: `${error.name}: ${error.message}` }) };
      log[level](fields, message || "better-auth failed");
    },
  };
}
