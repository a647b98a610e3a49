import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Entity {
  readonly id: string;
  readonly tags: readonly string[] | null;
  readonly [field: string]: unknown;
}
interface Consumer extends Entity {
  readonly username: string | null;
}
interface Part extends Entity {
  readonly consumer: { readonly id: string };
}
type Kind = "acls" | "key-auth" | "plugins";

/** What Kong does with a request that it should have carried out. */
export const kongFaults = {
  "is overloaded": (answer: ServerResponse) => void answer.writeHead(503, { "retry-after": "1" }).end(),
  "answers with a page": (answer: ServerResponse) => void answer.writeHead(200).end("<html>Welcome</html>"),
  "sends elsewhere": (answer: ServerResponse) => void answer.writeHead(307, { location: "/elsewhere" }).end(),
  "closes the connection": (answer: ServerResponse) => void answer.destroy(),
  "never answers": () => {},
} satisfies Record<string, (answer: ServerResponse) => void>;

export type KongFault =
  | keyof typeof kongFaults
  | "refuses the token"
  | "fails half-way"
  | "does it, and the answers are lost";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fieldsOf: Readonly<Record<Kind | "consumers", readonly string[]>> = {
  consumers: ["username", "custom_id", "tags"],
  acls: ["group", "tags"],
  "key-auth": ["key", "ttl", "tags"],
  plugins: ["name", "config", "enabled", "protocols", "tags"],
};
/** What no two of a kind have alike, anywhere or of one consumer. */
const uniqueOf: Readonly<Record<Kind, { field: string; isOfConsumer: boolean }>> = {
  acls: { field: "group", isOfConsumer: true },
  "key-auth": { field: "key", isOfConsumer: false },
  plugins: { field: "name", isOfConsumer: true },
};

/**
 * Behaves as Kong's Admin API does, by its documentation (Kong Gateway 3: consumers, key-auth, acl, ip-restriction): upserts
 * by PUT, pages by `offset`, tags that all hold, deletions that cascade and never miss, 409 with Kong's body on unique
 * fields, 400 on unknown ones, 404, 401.
 */
export async function startKong(token: string | null, now: () => Date = () => new Date(), pageSize = 1_000) {
  const consumers = new Map<string, Consumer>();
  const parts: Record<Kind, Map<string, Part>> = {
    acls: new Map(),
    "key-auth": new Map(),
    plugins: new Map(),
  };
  const requests: string[] = [];
  let fault: KongFault | null = null;
  let carriedOut = 0;

  const found = (name: string) =>
    consumers.get(name) ?? [...consumers.values()].find(({ username }) => username === name);
  const refusal = (status: number, name: string, message: string, fields: object) =>
    ({ status, body: { code: 5, name, message, fields } }) as const;
  const unique = (field: string, value: unknown) =>
    refusal(409, "unique constraint violation", `UNIQUE violation detected on '{${field}="${value}"}'`, {
      [field]: value,
    });
  const notFound = { status: 404, body: { message: "Not found" } } as const;

  function page(all: readonly Entity[], query: URLSearchParams, path: string) {
    const tags = query.get("tags")?.split(",") ?? [];
    const matching = all.filter((each) => tags.every((tag) => each.tags?.includes(tag)));
    const size = Math.min(Number(query.get("size") ?? 100), pageSize);
    const from = Number(query.get("offset") ?? 0);
    const more = matching.length > from + size;
    const rest = tags.length > 0 ? `&tags=${tags.join(",")}` : "";
    const next = more ? `${path}?offset=${from + size}&size=${size}${rest}` : null;
    return { status: 200, body: { data: matching.slice(from, from + size), next } } as const;
  }

  function put(kind: Kind | "consumers", name: string, body: Record<string, unknown>, consumer?: Consumer) {
    const unknown = Object.keys(body).filter((field) => !fieldsOf[kind].includes(field));
    const tags = (body.tags ?? null) as string[] | null;
    if (unknown.length > 0 || tags?.some((tag) => /[,/]/.test(tag)))
      return refusal(400, "schema violation", `schema violation (${unknown.join()}: unknown field)`, {});
    if (kind === "consumers") {
      const id = uuid.test(name) ? name : (found(name)?.id ?? randomUUID());
      const username = (body.username ?? (uuid.test(name) ? null : name)) as string | null;
      const other = username === null ? undefined : found(username);
      if (other && other.id !== id) return unique("username", username);
      consumers.set(id, { id, username, tags });
      return { status: 200, body: consumers.get(id) } as const;
    }
    const { field, isOfConsumer } = uniqueOf[kind];
    const id = uuid.test(name) ? name : randomUUID();
    const rival = [...parts[kind].values()].find(
      (each) =>
        each.id !== id && each[field] === body[field] && (!isOfConsumer || each.consumer.id === consumer?.id),
    );
    if (rival) return unique(field, body[field]);
    parts[kind].set(id, { ...body, id, tags, consumer: { id: consumer?.id ?? "" }, created_at: now() });
    return { status: 200, body: parts[kind].get(id) } as const;
  }

  function remove(consumer: Consumer): void {
    consumers.delete(consumer.id);
    for (const held of Object.values(parts))
      for (const part of [...held.values()]) if (part.consumer.id === consumer.id) held.delete(part.id);
  }

  function carriesOut(method: string, url: URL, body: Record<string, unknown>) {
    const [first, name = "", kind, part] = url.pathname.split("/").slice(1).map(decodeURIComponent);
    if (first !== "consumers") return notFound;
    if (method === "GET" && !name) return page([...consumers.values()], url.searchParams, "/consumers");
    const consumer = found(name);
    if (!kind) {
      if (method === "PUT") return put("consumers", name, body);
      if (method === "DELETE") {
        if (consumer) remove(consumer);
        return { status: 204, body: null } as const;
      }
      return consumer ? ({ status: 200, body: consumer } as const) : notFound;
    }
    const held = parts[kind as Kind];
    if (!consumer || !held) return notFound;
    const own = [...held.values()].filter((each) => each.consumer.id === consumer.id);
    if (method === "GET") return page(own, url.searchParams, url.pathname);
    if (method === "PUT") return put(kind as Kind, part ?? "", body, consumer);
    if (held.get(part ?? "")?.consumer.id === consumer.id) held.delete(part ?? "");
    return { status: 204, body: null } as const;
  }

  async function serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const sent = await text(request);
    requests.push(`${method} ${url}`);
    const isTrusted = token === null || headers["kong-admin-token"] === token;
    if (fault === "refuses the token" || !isTrusted)
      return void answer
        .writeHead(401)
        .end('{"message":"Invalid credentials. Token or User credentials required"}');
    if (fault && fault in kongFaults) return kongFaults[fault as keyof typeof kongFaults](answer);
    if (fault === "fails half-way" && carriedOut++ > 0)
      return void answer.writeHead(500).end('{"message":"An unexpected error occurred"}');
    const { status, body } = carriesOut(method, new URL(url, "http://kong"), sent ? JSON.parse(sent) : {});
    if (fault === "does it, and the answers are lost") return void answer.destroy();
    answer.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    answer.end(body === null ? undefined : JSON.stringify(body));
  }

  const server = createServer((request, answer) => void serve(request, answer));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    adminUrl: `http://127.0.0.1:${port}`,
    requests,
    /** A consumer that somebody else has made, or was left there. */
    holds: (username: string, tags: string[] | null, key?: string) => {
      const id = randomUUID();
      consumers.set(id, { id, username, tags });
      const own = randomUUID();
      if (key) parts["key-auth"].set(own, { id: own, tags, key, consumer: { id } });
    },
    /** Loses what it had. */
    forgets: () => {
      consumers.clear();
      for (const held of Object.values(parts)) held.clear();
    },
    misbehaves(as: KongFault | null): void {
      fault = as;
      carriedOut = 0;
    },
    /** As whom a call with this key passes at that time, with what it may call and from where; null when it does not. */
    caller(key: string, at: Date) {
      const credential = [...parts["key-auth"].values()].find((each) => each.key === key);
      const consumer = credential && consumers.get(credential.consumer.id);
      if (!credential || !consumer) return null;
      const { ttl, created_at: from } = credential as { ttl?: number; created_at?: Date };
      if (ttl !== undefined && from && from.getTime() + ttl * 1_000 <= at.getTime()) return null;
      const ofConsumer = (kind: Kind) =>
        [...parts[kind].values()].filter((each) => each.consumer.id === consumer.id);
      return {
        username: consumer.username,
        tags: consumer.tags ?? [],
        groups: ofConsumer("acls").map(({ group }) => String(group)),
        networks: ofConsumer("plugins").flatMap(({ config }) => (config as { allow: string[] }).allow),
      };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Kong = Awaited<ReturnType<typeof startKong>>;
