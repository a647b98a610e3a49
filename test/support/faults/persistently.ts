import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../client.js";
import { Person } from "../story.js";

/** What became of a mutation in the end. */
export type Settled =
  | { readonly payload: Json }
  /** It was carried out, and a crash took the answer. */
  | { readonly answerLost: true };

export interface Persistence {
  /** Who sends, on each of the webs. */
  readonly doors: readonly Person[];
  /** Told what no fault excuses. */
  readonly onViolation: (what: string) => void;
  /** Told of each answer or failure that led to another try. */
  readonly onRetry?: (what: string) => void;
}

/** In ms; no fault of a spec lasts half as long, and a claim that a killed web leaves is taken for lost in half of it. */
const patience = 60_000;
const retryable = new Set(["UNAVAILABLE", "REQUEST_IN_PROGRESS", "OVERLOADED"]);

/**
 * Sends one mutation as a careful client does: under one Idempotency-Key, to another web when one fails, until there is
 * an answer.
 */
export async function persistently(
  name: string,
  input: object,
  selection: string,
  { doors, onViolation, onRetry }: Persistence,
): Promise<Settled> {
  const key = crypto.randomUUID();
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message } } }`;
  const deadline = Date.now() + patience;
  const heard: string[] = [];
  const tryAgain = (why: string) => {
    heard.push(why);
    onRetry?.(why);
  };
  for (let attempt = Math.floor(Math.random() * doors.length); Date.now() < deadline; attempt += 1) {
    const door = doors[attempt % doors.length] as Person;
    const answer = await answerOf(door, query, input, key);
    if (typeof answer === "string") tryAgain(answer);
    else {
      const { status, body } = answer;
      const [error] = body.errors ?? [];
      if (status === 200 && !error) return { payload: body.data[name] };
      const code = error?.extensions?.code;
      if (/answer was lost/.test(error?.message)) return { answerLost: true };
      if (!retryable.has(code)) onViolation(`${name}: ${status} ${JSON.stringify(body)}`);
      else if (!answer.retryAfter) onViolation(`${name}: ${code} without Retry-After`);
      tryAgain(code);
    }
    await sleep(50);
  }
  throw new Error(`${name} was not answered within ${patience} ms: ${[...new Set(heard)].join(", ")}`);
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | number | null;
  readonly body: Json;
}

/** Or why there is none. */
async function answerOf(door: Person, query: string, input: object, key: string): Promise<Answer | string> {
  try {
    const response = await door.requestOnce("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(20_000),
    });
    const body = (await response.json()) as Json;
    // A header speaks of the whole answer; of one that carries something its errors say so.
    const inPart = response.status === 200 ? body.errors?.[0]?.extensions?.retryAfterSeconds : undefined;
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after") ?? inPart ?? null,
      body,
    };
  } catch (error) {
    return String((error as Error).cause ?? error);
  }
}

/** The same person, sent to each of the webs by what stands in front of them. */
export function doorsOf(person: Person, urls: readonly string[]): Person[] {
  return urls.map((url) => Object.assign(new Person(url, person.email), { cookie: person.cookie }));
}
