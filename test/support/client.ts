import { setTimeout as sleep } from "node:timers/promises";
import { assertLeadsIntoInput } from "./input-paths.js";

/** A GraphQL answer as clients see it. */
export interface Answer<Data = Record<string, unknown>> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; extensions: { code: string; requestId?: string } }[];
}

export type Json = ReturnType<typeof JSON.parse>;

/** Of a process that is overloaded, in ms: longer than one that has just started on a busy machine takes to catch up. */
const patience = 60_000;

/** One person in front of Portico: keeps their cookie as a browser does. */
export class Client {
  cookie: string | undefined;
  /** An access token, for scripts. */
  token: string | undefined;
  /** Where requests seem to come from, if Portico trusts who says so: the rate limit counts by address. */
  address: string | undefined;

  constructor(
    readonly url: string,
    readonly email = "",
  ) {}

  /** Again while the process is overloaded, as it may be where many share a machine: then nothing of it was done. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const deadline = Date.now() + patience;
    for (;;) {
      const response = await this.requestOnce(path, init);
      if (response.status !== 503 || Date.now() > deadline) return response;
      if (!/"code":"OVERLOADED"/.test(await response.clone().text())) return response;
      await sleep(200);
    }
  }

  /** For whoever tries again by themselves. */
  async requestOnce(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("origin", this.url);
    if (this.address && !headers.has("x-forwarded-for")) headers.set("x-forwarded-for", this.address);
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    if (this.cookie) headers.set("cookie", this.cookie);
    const response = await fetch(new URL(path, this.url), { redirect: "manual", ...init, headers });
    this.keep(response.headers.getSetCookie());
    return response;
  }

  private keep(setCookies: readonly string[]): void {
    const kept = new Map((this.cookie?.split("; ") ?? []).map((cookie) => [cookie.split("=", 1)[0], cookie]));
    for (const each of setCookies) {
      const cookie = each.split(";", 1)[0] as string;
      const [name] = cookie.split("=", 1);
      if (/; Max-Age=0(;|$)/i.test(each)) kept.delete(name);
      else kept.set(name, cookie);
    }
    this.cookie = [...kept.values()].join("; ") || undefined;
  }

  async post(path: string, body: unknown): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return this.request(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async raw(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    const all = { "content-type": "application/json", ...headers };
    return this.request("/graphql", {
      method: "POST",
      headers: all,
      body: JSON.stringify({ query, variables }),
    });
  }

  /** The whole answer, errors and all. */
  async ask(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Json>> {
    const response = await this.raw(query, variables, headers);
    return (await response.json()) as Answer<Json>;
  }

  /** The data; throws when there are errors. */
  async data(query: string, variables: object = {}): Promise<Json> {
    const { data, errors } = await this.ask(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** A mutation with one input; throws when it has user errors. */
  async mutate(name: string, input: object, selection: string): Promise<Json> {
    const payload = await this.tryTo(name, input, selection);
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload;
  }

  /** The payload with its user errors. */
  async tryTo(name: string, input: object, selection: string): Promise<Json> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
    const payload = (await this.data(query, { input }))[name];
    for (const { path } of payload?.userErrors ?? []) assertLeadsIntoInput(name, path);
    return payload;
  }
}
