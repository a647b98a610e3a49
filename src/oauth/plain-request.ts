import type { IncomingHttpHeaders } from "node:http";

/** What most ask a token endpoint for: a token of the client's own, for its secret, with or without a scope. */
export interface PlainRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As it is asked for; empty for all that the client may have. */
  readonly scope: string;
}

const names = new Set(["grant_type", "scope", "client_id", "client_secret"]);
const formType = /^application\/x-www-form-urlencoded(?: *; *charset=utf-8)?$/i;
/** Whatever comes with one of these is more than plain. */
const notPlain = ["dpop", "oauth-client-attestation", "oauth-client-attestation-pop", "origin"];

/** Null for whatever is more than that, or not as it should be: then the provider has to say what it thinks of it. */
export function plainRequestOf(form: URLSearchParams, headers: IncomingHttpHeaders): PlainRequest | null {
  if (!formType.test(headers["content-type"] ?? "")) return null;
  if (notPlain.some((name) => headers[name] !== undefined)) return null;
  const fields = new Map(form);
  if (fields.size !== form.size || ![...fields.keys()].every((name) => names.has(name))) return null;
  if (fields.get("grant_type") !== "client_credentials") return null;
  const [id, secret, scope = ""] = ["client_id", "client_secret", "scope"].map((name) => fields.get(name));
  if (headers.authorization === undefined)
    return id && secret ? { clientId: id, clientSecret: secret, scope } : null;
  const basic = id === undefined && secret === undefined ? basicIn(headers.authorization) : null;
  return basic && { ...basic, scope };
}

/** RFC 6749 §2.3.1, of credentials in which nothing has to be escaped: ours are such. */
function basicIn(authorization: string): Omit<PlainRequest, "scope"> | null {
  const [, written = ""] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  if (written.length % 4 !== 0) return null;
  const text = Buffer.from(written, "base64").toString("latin1");
  const [, clientId, clientSecret] = /^([\w-]+):([\w-]+)$/.exec(text) ?? [];
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}
