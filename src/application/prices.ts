/** What work costs, in points of about 10 µs: measured, and rounded up. GraphQL adds what the operation itself costs. */
export const prices = {
  /** To receive, log and answer any request. */
  request: 25,
  /** For each KiB of a body or message, to parse it. */
  kibibyte: 1,
  /** A body whose length is not told before it comes counts as if it had so many KiB. */
  unknownKibibytes: 64,
  /** To look a session or token up. */
  identification: 75,
  /** To keep something of somebody who is not known yet, until it is over. */
  keeping: 300,
  /** To hash a password, or to compare one with a hash. */
  password: 2_000,
  /** Any other request for signing in. */
  signingIn: 150,
  metrics: 300,
  /** To open a WebSocket; for each message of one; and for each KiB that comes over it, however small its parts. */
  upgrade: 50,
  message: 10,
  wireKibibyte: 20,
  /** To parse and validate a document: for each character, up to what the limits let it take. */
  character: 0.5,
  document: 1_000,
} as const;

/** To parse and validate this document, if it is one. */
export function documentPrice(document: unknown): number {
  if (typeof document !== "string") return 0;
  return Math.ceil(Math.min(document.length * prices.character, prices.document));
}
