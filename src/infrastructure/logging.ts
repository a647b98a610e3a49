import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { LogLevel } from "../config.js";

const SECRET_NAMES = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "newPassword",
  "currentPassword",
  "token",
  "accessToken",
  "refreshToken",
  "idToken",
  "secret",
  "clientSecret",
  "apiKey",
  "key",
  "connectionString",
];
const EMAIL_NAMES = ["email", "emailAddress", "to", "from", "recipient"];
const EMAIL = /([\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]*@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu;
/** Portico's own credentials (R34), bearer tokens, URL passwords, and values of queries that hold a token. */
const SECRETS: readonly [RegExp, string][] = [
  [/\bptc_[a-z]+_[A-Za-z0-9_-]+/g, "ptc_[redacted]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 [redacted]"],
  [/(\w+:\/\/[^\s:/@]+):[^\s@/]+@/g, "$1:[redacted]@"],
  [/([?&](?:token|code|state|secret|password|key)=)[^&\s"']+/gi, "$1[redacted]"],
];

/** `text` with what identifies a person or opens something masked: `ada@firm.example` becomes `a***@firm.example`. */
export function maskText(text: string): string {
  const masked = SECRETS.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), text);
  return masked.replace(EMAIL, "$1***@$2");
}

/**
 * A logger that writes one JSON object a line to stderr, so that stdout is left to what people read. Fields named
 * like secrets or addresses are redacted up to three levels deep; messages and errors are masked as text.
 */
export function createLogger(
  level: LogLevel,
  stream: DestinationStream = destination({ dest: 2, sync: true }),
): Logger {
  const names = [...SECRET_NAMES, ...EMAIL_NAMES];
  const paths = names.flatMap((name) => ["", "*.", "*.*."].map((prefix) => pathTo(prefix, name)));
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: "[redacted]" },
      serializers: { err: serializeError, error: serializeError },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((each) => (typeof each === "string" ? maskText(each) : each)) as typeof args,
          );
        },
      },
    },
    stream,
  );
}

function pathTo(prefix: string, name: string): string {
  return name.includes("-") ? `${prefix.replace(/\.$/, "")}["${name}"]` : `${prefix}${name}`;
}

/**
 * Only what says where an error comes from: drivers hang the failed statement, its parameters and request bodies on
 * their errors.
 */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? maskText(error) : "[not an error]";
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: maskText(error.message),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    stack: error.stack && maskText(error.stack),
    ...(error.cause instanceof Error ? { cause: serializeError(error.cause) } : {}),
  };
}
