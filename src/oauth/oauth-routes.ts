import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { prices } from "../application/prices.js";
import type { ClientCertificateOf } from "../http/client-certificate.js";
import { HttpError, notFound } from "../http/errors.js";
import { networkOf } from "../http/network-of.js";
import type { AuthorizationServers } from "./authorization-servers.js";
import { formOf } from "./form.js";
import {
  type GatewayIntrospection,
  gatewayIntrospection,
  gatewayTokenOf,
  refuse,
} from "./gateway-introspection.js";
import { handOver } from "./hand-over.js";
import { plainRequestOf } from "./plain-request.js";
import { providerRequest } from "./provider-request.js";
import { marked } from "./token-mark.js";

interface Params {
  readonly slug: string;
  readonly resumed?: string;
}

type Routed = FastifyRequest<{ Params: Params }>;

const metadata = "/.well-known/oauth-authorization-server";
const seen = ["/authorize", "/authorize/:resumed"];
/** Anybody begins something there, which is kept until it is over. */
const beginning = new Set(["/authorize", "/par"]);
const readable = ["/jwks", metadata, "/.well-known/openid-configuration"];
const postable = ["/token", "/introspect", "/revoke", "/par"];
/** Whose `token` is one that the provider has to be told is ours. */
const aboutTokens = new Set(["/introspect", "/revoke"]);

export interface OauthRoutes extends GatewayIntrospection {
  readonly servers: AuthorizationServers;
  readonly certificateOf: ClientCertificateOf;
}

/** OAuth 2.0 at `/environments/{slug}/oauth`, and its metadata at the address that RFC 8414 §3.1 gives it. */
export function oauthRoutes({ servers, certificateOf, ...gateways }: OauthRoutes) {
  const introspect = gatewayIntrospection(gateways);
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    // RFC 6749 §5.2: errors are told as clients of OAuth read them.
    app.setErrorHandler((error: { code?: string }, _request, reply) => {
      if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
        return refuse(reply, 400, "invalid_request", "The body is too large.");
      if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
        return refuse(reply, 400, "invalid_request", "Send a form: application/x-www-form-urlencoded.");
      throw error;
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
      const [, sent = ""] = /\?(.*)$/s.exec(request.url) ?? [];
      const query = formOf(sent);
      if (query === null)
        throw new HttpError(400, "BAD_USER_INPUT", "The query holds too much, or what cannot be stored.");
      const network = networkOf(request.address);
      const plain = form && path === "/token" ? plainRequestOf(form, request.headers) : null;
      const granted = plain && (await server.grant(plain, network));
      if (granted) return reply.send(granted);
      const sender = { network, certificate: certificateOf(request.raw) };
      // The provider reads what has been looked at, however it was escaped.
      const url = query.size > 0 ? `${path}?${query}` : path;
      const body = form?.toString() ?? "";
      const passed = providerRequest(request.raw, { issuer: server.issuer, url, body, sender });
      return handOver(reply, (response) => server.answer(passed, response));
    };

    const priceOf = (path: string) =>
      prices.identification + prices.request + (beginning.has(path) ? prices.keeping : 0);
    for (const path of readable) {
      app.get<{ Params: Params }>(`/environments/:slug/oauth${path}`, serve(path));
    }
    app.get<{ Params: Params }>(`${metadata}/environments/:slug/oauth`, serve(metadata));
    for (const path of seen) {
      const url = `/environments/:slug/oauth${path}`;
      app.get<{ Params: Params }>(url, { config: { price: priceOf(path) } }, (request, reply) =>
        serve(path.replace(":resumed", request.params.resumed ?? ""))(request, reply),
      );
    }
    for (const path of postable) {
      const config = { price: priceOf(path) };
      app.post<{ Params: Params }>(`/environments/:slug/oauth${path}`, { config }, serve(path));
    }
  };
}

/** Access tokens are JWTs, and refresh tokens are not. Of several, none: that is refused. */
function markToken(form: URLSearchParams): void {
  const [token, ...others] = form.getAll("token");
  if (token?.split(".").length === 3 && others.length === 0) form.set("token", marked(token));
}
