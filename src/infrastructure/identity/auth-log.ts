import type { Logger } from "../../application/ports/logger.js";

/**
 * better-auth's log on ours: warnings and errors only, and of an error no more than its name and message, because
 * the rest may hold an address or a token.
 */
export function betterAuthLog(logger: Logger | undefined) {
  if (!logger) return { disabled: true };
  return {
    log(level: "debug" | "info" | "warn" | "error", message: string, ...details: unknown[]) {
      if (level !== "warn" && level !== "error") return;
      const error = details.find((detail) => detail instanceof Error);
      const fields = { source: "better-auth", ...(error && { error: `${error.name}: ${error.message}` }) };
      logger[level](fields, message || "better-auth failed");
    },
  };
}
