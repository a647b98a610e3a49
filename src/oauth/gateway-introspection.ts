import type { FastifyReply, FastifyRequest } from "fastify";
import type { Verification } from "../application/gateway/verify-key.js";
import { KnowledgeAway } from "../application/ports/key-knowledge.js";
import type { IsUnavailable } from "../application/unavailable.js";
import type { AuthorizationServer } from "./authorization-server.js";

export interface GatewayIntrospection {
  readonly gatewayOf: Verification["gatewayOf"];
  readonly isUnavailable: IsUnavailable;
}

interface Question {
  readonly server: AuthorizationServer;
  readonly environment: string;
  readonly gatewayToken: string;
  /** What it asks about, as often as it says so. */
  readonly tokens: readonly string[];
}

/** RFC 7662 §2.1: gateways ask about the tokens of their environment, and show their own. */
export function gatewayIntrospection({ gatewayOf, isUnavailable }: GatewayIntrospection) {
  return async (reply: FastifyReply, { server, environment, gatewayToken, tokens }: Question) => {
    try {
      const { value: gateway } = await gatewayOf(gatewayToken);
      if (gateway?.environment !== environment) {
        reply.header("www-authenticate", 'Bearer realm="gateway", error="invalid_token"');
        return refuse(reply, 401, "invalid_token", "Send the token of a gateway of this environment.");
      }
      const [token, ...others] = tokens;
      if (!token || others.length > 0) return refuse(reply, 400, "invalid_request", "Send one token.");
      return reply.send(await server.introspect(token));
    } catch (error) {
      if (!isUnavailable(error) && !(error instanceof KnowledgeAway)) throw error;
      reply.header("retry-after", "1");
      return refuse(reply, 503, "temporarily_unavailable", "The database is away for the moment.");
    }
  };
}

/** What a gateway shows of itself; undefined when whoever asks is none. */
export function gatewayTokenOf({ headers }: FastifyRequest): string | undefined {
  const own = headers["portico-gateway-token"];
  return typeof own === "string" ? own : /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** RFC 6749 §5.2. */
export function refuse(
  reply: FastifyReply,
  status: number,
  error: string,
  description: string,
): FastifyReply {
  return reply.code(status).send({ error, error_description: description });
}
