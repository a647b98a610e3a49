import type { KongSettings } from "../../domain/catalogue/environment-gateway.js";

/** What Kong says of a consumer. */
export interface KongConsumer {
  readonly id: string;
  readonly username: string | null;
  readonly tags: readonly string[] | null;
}

/** Kong has something else under the same unique name. */
export class KongConflict extends Error {
  override name = "KongConflict";
}

/** In ms: how long an answer is waited for. */
const usualPatience = 10_000;
/** The most that Kong gives at once. */
const pageSize = 1_000;

/**
 * Kong's Admin API, as far as it is needed. What Kong says of a refusal is told without its message and its fields: of keys
 * they hold the key itself (R34).
 */
export function createKongAdmin({ adminUrl, token }: KongSettings, patience = usualPatience) {
  async function send(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: unknown }> {
    const place = `${method} ${path.replace(/\?.*$/, "")}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${adminUrl}${path}`, {
        method,
        headers: {
          accept: "application/json",
          ...(body && { "content-type": "application/json" }),
          ...(token && { "kong-admin-token": token }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // The token and the keys are meant for this one alone.
        redirect: "error",
        signal: AbortSignal.timeout(patience),
      });
      text = await response.text();
    } catch (error) {
      throw new Error(`Kong does not answer ${place}: ${whyNot(error)}.`);
    }
    const { status } = response;
    if (status === 401 || status === 403) throw new Error(`Kong refuses the token (${status}) at ${place}.`);
    if (status === 409) throw new KongConflict(`Kong has something else in that place (409) at ${place}.`);
    const isDone = response.ok || (status === 404 && method !== "PUT");
    if (!isDone) throw new Error(`Kong answers ${status} to ${place}${nameIn(text)}.`);
    if (status === 204 || status === 404) return { status, json: null };
    const json = parsed(text);
    if (json === undefined)
      throw new Error(`What answers ${place} is no Admin API of Kong's: it sends no JSON.`);
    return { status, json };
  }

  return {
    /** With all of these tags. */
    async consumers(tags: readonly string[]): Promise<KongConsumer[]> {
      const found: KongConsumer[] = [];
      let next: string | null = `/consumers?size=${pageSize}&tags=${tags.map(encodeURIComponent).join(",")}`;
      while (next) {
        const { json } = await send("GET", next);
        const page = json as { data?: KongConsumer[]; next?: string | null } | null;
        if (!Array.isArray(page?.data))
          throw new Error("What answers GET /consumers is no Admin API of Kong's.");
        found.push(...page.data);
        next = page.next ? page.next.replace(/^https?:\/\/[^/]+/, "") : null;
      }
      return found;
    },

    /** Null when there is none. */
    async consumer(usernameOrId: string): Promise<KongConsumer | null> {
      return (await send("GET", `/consumers/${encodeURIComponent(usernameOrId)}`))
        .json as KongConsumer | null;
    },

    /** What belongs to a consumer by its kind: `acls`, `key-auth` or `plugins`. */
    async partsOf(consumerId: string, kind: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
      const { json } = await send("GET", `/consumers/${consumerId}/${kind}?size=${pageSize}`);
      return (json as { data?: Readonly<Record<string, unknown>>[] } | null)?.data ?? [];
    },

    /** There from now on, and like this. Throws KongConflict. */
    async put(path: string, body: object): Promise<void> {
      await send("PUT", path, body);
    },

    /** Gone from now on, with all that belongs to it. */
    async remove(path: string): Promise<void> {
      await send("DELETE", path);
    },
  };
}

export type KongAdmin = ReturnType<typeof createKongAdmin>;

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return "it cannot be reached";
  if (error.name === "TimeoutError") return "it takes too long";
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

/** What kind of refusal it is, in Kong's words, which hold nothing of what was sent. */
function nameIn(text: string): string {
  const { name } = (parsed(text) ?? {}) as { name?: unknown };
  return typeof name === "string" && /^[a-z ]{1,60}$/i.test(name) ? ` (${name})` : "";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
