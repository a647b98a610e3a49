import { createClient, type NetworkError } from "graphql-sse";
import type { Client, Json } from "./client.js";
import type { Watching } from "./subscribe.js";

/** Subscribes by Server-Sent Events, as a portal behind a proxy that lets no WebSocket through. */
export function subscribeByEvents(
  { cookie, token, address, url }: Pick<Client, "cookie" | "token" | "address" | "url">,
  query: string,
  variables: Record<string, unknown> = {},
): Watching {
  const received: unknown[] = [];
  const client = createClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: {
      origin: url,
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(address && { "x-forwarded-for": address }),
    },
  });
  const ended = new Promise<unknown>((resolve) => {
    client.subscribe(
      { query, variables },
      {
        next: ({ extensions, ...event }) => void received.push(event),
        error: (error) => resolve(whyRefused(error)),
        complete: () => resolve(null),
      },
    );
  }).finally(() => client.dispose());
  return { received, ended, stop: async () => client.dispose() };
}

/** The status of the answer that was no stream, and its errors. */
async function whyRefused(error: unknown): Promise<unknown> {
  const { response } = error as NetworkError<Response>;
  if (!response) return error;
  const { errors } = (await response.json()) as Json;
  return { status: response.status, errors };
}
