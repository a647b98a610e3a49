/** Whether something failed only because what Portico stands on is away, so that the same may succeed in a moment. */
export type IsUnavailable = (error: unknown) => boolean;

/** What whoever asked is told then. */
export const unavailability = {
  code: "UNAVAILABLE",
  message: "Portico is not available at the moment. Send the request again in a few seconds.",
  status: 503,
  retryAfterSeconds: 5,
} as const;
