import { createClient, type Client as EventsClient, type NetworkError } from "graphql-sse";
import type { Client, Json } from "./client.js";
import type { Watching } from "./subscribe.js";

type Who = Pick<Client, "cookie" | "token" | "address" | "url">;

/** For subscriptions by Server-Sent Events, as of a portal behind a proxy that lets no WebSocket through. */
export function eventsOf({ cookie, token, address, url }: Who): EventsClient {
  return createClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: {
      origin: url,
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(address && { "x-forwarded-for": address }),
    },
  });
}

/** Subscribes by Server-Sent Events. */
export function subscribeByEvents(
  who: Who,
  query: string,
  variables: Record<string, unknown> = {},
): Watching {
  const received: unknown[] = [];
  const client = eventsOf(who);
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
