/** This machine itself is trusted: what is sent to it passes no network. */
const isLocal = ({ hostname }: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** Whether what is sent there could be read on its way. */
export function isPlain(value: string, protocol: "http:" | "smtp:" | "redis:"): boolean {
  const url = new URL(value);
  const isUpgraded = protocol === "smtp:" && url.searchParams.get("requireTLS") === "true";
  return url.protocol === protocol && !isLocal(url) && !isUpgraded;
}

/**
 * Whether a connection to that database could be read on its way, or led to somebody else: without TLS, or with one whose
 * certificate nobody checks. Judged as pg-connection-string reads URLs.
 */
export function isPlainDatabase(value: string): boolean {
  const url = new URL(value);
  const { searchParams } = url;
  const host = searchParams.get("host") ?? decodeURIComponent(url.hostname);
  const isSocket = host.startsWith("/");
  if (isSocket || (isLocal(url) && !searchParams.has("host"))) return false;
  const mode = searchParams.get("sslmode");
  if (mode === null) return !["true", "1"].includes(searchParams.get("ssl") ?? "");
  const checked =
    searchParams.get("uselibpqcompat") === "true"
      ? ["verify-full"]
      : ["prefer", "require", "verify-ca", "verify-full"];
  return !checked.includes(mode);
}
