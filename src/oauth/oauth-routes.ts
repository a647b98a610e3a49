import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { prices } from "../application/prices.js";
import { isStorable } from "../application/storable-text.js";
import { notFound } from "../http/errors.js";
import { networkOf } from "../http/network-of.js";
import { marked } from "./adapter.js";
import type { AuthorizationServers } from "./authorization-servers.js";
import {
  type GatewayIntrospection,
  gatewayIntrospection,
  gatewayTokenOf,
  refuse,
} from "./gateway-introspection.js";
import { providerRequest } from "./provider-request.js";

interface Params {
  readonly slug: string;
}

type Routed = FastifyRequest<{ Params: Params }>;

/** What a form may hold: more than any request of OAuth does. */
const most = { fields: 50, value: 12 * 1024 };

const metadata = "/.well-known/oauth-authorization-server";
const readable = ["/jwks", metadata, "/.well-known/openid-configuration"];
const postable = ["/token", "/introspect", "/revoke"];
/** Whose `token` is one that the provider has to be told is ours. */
const aboutTokens = new Set(["/introspect", "/revoke"]);

export interface OauthRoutes extends GatewayIntrospection {
  readonly servers: AuthorizationServers;
}

/** OAuth 2.0 at `/environments/{slug}/oauth`, and its metadata at the address that RFC 8414 §3.1 gives it. */
export function oauthRoutes({ servers, ...gateways }: OauthRoutes) {
  const introspect = gatewayIntrospection(gateways);
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    // RFC 6749 §5.2: errors are told as clients of OAuth read them.
    app.setErrorHandler((error: { code?: string }, _request, reply) => {
      if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") throw error;
      return refuse(reply, 400, "invalid_request", "The body is too large.");
    });

    const serve = (path: string) => async (request: Routed, reply: FastifyReply) => {
      const server = await servers.of(request.params.slug);
      if (!server) throw notFound();
      const form = request.method === "POST" ? formOf(request.body) : undefined;
      if (form === null)
        return refuse(reply, 400, "invalid_request", "The form holds too much, or what cannot be stored.");
      const gatewayToken = path === "/introspect" ? gatewayTokenOf(request) : undefined;
      if (gatewayToken !== undefined) {
        const tokens = form?.getAll("token") ?? [];
        return introspect(reply, { server, environment: request.params.slug, gatewayToken, tokens });
      }
      if (form && aboutTokens.has(path)) markToken(form);
      const [, query = ""] = /\?(.*)$/s.exec(request.url) ?? [];
      const sender = { network: networkOf(request.address) };
      const url = query ? `${path}?${query}` : path;
      const body = form?.toString() ?? "";
      const passed = providerRequest(request.raw, { issuer: server.issuer, url, body, sender });
      return handOver(reply, (response) => server.answer(passed, response));
    };

    const price = prices.identification + prices.request;
    for (const path of readable) {
      app.get<{ Params: Params }>(`/environments/:slug/oauth${path}`, serve(path));
    }
    app.get<{ Params: Params }>(`${metadata}/environments/:slug/oauth`, serve(metadata));
    for (const path of postable) {
      app.post<{ Params: Params }>(`/environments/:slug/oauth${path}`, { config: { price } }, serve(path));
    }
  };
}

/** The provider answers by itself; with the headers that every answer has. */
async function handOver(
  reply: FastifyReply,
  answer: (response: FastifyReply["raw"]) => Promise<void>,
): Promise<FastifyReply> {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await answer(reply.raw);
  return reply;
}

/** Of several, none: that is refused. */
function markToken(form: URLSearchParams): void {
  const [token, ...others] = form.getAll("token");
  if (token && others.length === 0) form.set("token", marked(token));
}

/** Null for one that holds too much. */
function formOf(body: unknown): URLSearchParams | null {
  if (typeof body !== "string" || body === "") return new URLSearchParams();
  // Counted before it is parsed.
  if (body.split("&", most.fields + 1).length > most.fields) return null;
  const form = new URLSearchParams(body);
  const isFit = [...form].every(
    ([name, value]) => value.length <= most.value && isStorable(name) && isStorable(value),
  );
  return isFit ? form : null;
}
