import type { FastifyRequest } from "fastify";
import { type AuthRoutes, forwardedHeaders } from "../auth-routes.js";

export interface IdentityAnswer {
  readonly status: number;
  readonly isOk: boolean;
  /** For the browser to keep. */
  readonly cookies: readonly string[];
  /** In seconds; undefined where waiting does not help. */
  readonly waitSeconds: number | undefined;
  /** `code` and `message` of a refusal. */
  readonly told: Readonly<Record<string, unknown>>;
}

/** Asks `/api/auth` on behalf of whoever has opened a page, and rejects while it is away. */
export type IdentityApi = (request: FastifyRequest, path: string, body?: object) => Promise<IdentityAnswer>;

/** The same handler that programs reach, so that a page can do nothing that they cannot, and no limit of theirs is left out. */
export function identityApi({ handler, publicUrl }: AuthRoutes): IdentityApi {
  return async (request, path, body) => {
    const headers = forwardedHeaders(request);
    headers.set("accept", "application/json");
    headers.delete("content-type");
    if (body) headers.set("content-type", "application/json");
    const sent = new Request(new URL(`/api/auth${path}`, publicUrl), {
      method: body ? "POST" : "GET",
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(sent, request.address);
    const wait = response.headers.get("retry-after") ?? response.headers.get("x-retry-after");
    return {
      status: response.status,
      isOk: response.ok,
      cookies: response.headers.getSetCookie(),
      waitSeconds: wait === null ? undefined : Number(wait),
      told: ((await response.json().catch(() => null)) ?? {}) as Record<string, unknown>,
    };
  };
}
