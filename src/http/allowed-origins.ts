const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The origins (RFC 6454) whose pages may open a WebSocket: the server's own and `corsOrigins`. The names of this
 * machine count as one, since a browser may show any of them.
 */
export function allowedOrigins(publicUrl: string, corsOrigins: readonly string[]): ReadonlySet<string> {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  const aliases = LOOPBACK.includes(hostname)
    ? LOOPBACK.map((name) => new URL(`${protocol}//${name}${port && `:${port}`}`).origin)
    : [];
  return new Set([origin, ...aliases, ...corsOrigins]);
}
