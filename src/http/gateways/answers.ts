import type { IncomingMessage, ServerResponse } from "node:http";
import type { KeyAnswer } from "../../application/gateway/verify-key.js";
import type { RequestAnswer, RequestCode } from "../../application/gateway/verify-request.js";
import type { AccessTokenClaims } from "../../application/ports/authorization-servers.js";
import type { RateAnswer } from "../../application/ports/rate-limits.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import { requestIdOf } from "../request-log.js";

/** Every code of an answer about a key or a token: what forward-auth says with it, by which status and in which words. */
export const keyCodes: Readonly<Record<RequestCode, { readonly status: number; readonly message: string }>> =
  {
    VALID: { status: 200, message: "The API key may be used here." },
    MISSING: {
      status: 401,
      message:
        "Send what is needed here: an API key in the header API-Key, or an access token as the bearer.",
    },
    MALFORMED: { status: 401, message: "This is no API key: its form or its checksum is wrong." },
    UNKNOWN: { status: 401, message: "This API key does not exist, or has been destroyed." },
    WRONG_ENVIRONMENT: { status: 401, message: "This API key is for another environment." },
    REVOKED: { status: 401, message: "This API key has been revoked." },
    EXPIRED: { status: 401, message: "This API key has expired." },
    SUSPENDED: { status: 403, message: "The application of this API key is stopped." },
    ADDRESS_NOT_ALLOWED: { status: 403, message: "This API key may not be used from this address." },
    PRODUCT_NOT_LICENSED: { status: 403, message: "The product of this API key does not include this API." },
    RATE_LIMITED: {
      status: 429,
      message: "This API key has been used as often as its rate plan allows for now.",
    },
    TOKEN_INVALID: {
      status: 401,
      message: "This access token is none of this environment, is over, or has been stopped.",
    },
    TOKEN_OF_ANOTHER_APPLICATION: {
      status: 401,
      message: "The access token belongs to another application than the API key.",
    },
  };

/** Besides these, what is answered when no key was judged. */
export const refusals = {
  GATEWAY_TOKEN: { status: 401, message: "Send the token of a gateway of this environment." },
  UNAVAILABLE: { status: 503, message: "Keys cannot be verified for the moment. Try again in a second." },
  RATE_LIMITED: { status: 429, message: "Too many requests without a valid gateway token." },
  METHOD_NOT_ALLOWED: { status: 405, message: "Keys are verified by POST." },
  INTERNAL_SERVER_ERROR: { status: 500, message: "Something went wrong on our side." },
} as const;

type RefusalCode = keyof typeof refusals;

/** Flat, as Node.js takes them: names and values in turn. */
type Headers = readonly string[];

const json: Headers = [
  ...["Content-Type", "application/json; charset=utf-8"],
  ...["Cache-Control", "no-store"],
  ...["X-Content-Type-Options", "nosniff"],
  ...["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
];

/** Answers, each with its code in its body and in `X-Portico-Code`. */
export function answersTo(request: IncomingMessage, response: ServerResponse, isHttps: boolean) {
  function send(status: number, code: string, body: string, headers: Headers = []): void {
    if (response.headersSent || response.destroyed) return;
    response.writeHead(status, [
      ...json,
      ...(isHttps ? ["Strict-Transport-Security", "max-age=31536000; includeSubDomains"] : []),
      ...["X-Request-Id", requestIdOf(request)],
      ...["X-Portico-Code", code],
      ...["Content-Length", String(Buffer.byteLength(body))],
      ...headers,
    ]);
    response.end(body);
  }
  const coded = (status: number, code: string, message: string, headers?: Headers) =>
    send(status, code, JSON.stringify({ code, message }), headers);
  const judged = (code: RequestCode, headers: Headers) =>
    send(keyCodes[code].status, code, codedTexts[code], headers);

  return {
    refuse(code: RefusalCode, headers?: Headers): void {
      const { status, message } = refusals[code];
      coded(status, code, message, headers);
    },

    badRequest(message: string, headers?: Headers): void {
      coded(400, "BAD_REQUEST", message, headers);
    },

    /** To a gateway that asked about a key: always 200. */
    verified({ code, key, isStale, rate }: KeyAnswer, environment: string): void {
      const more = { ...(rate && { rateLimit: tightestOf(rate) }), ...(isStale && { stale: true }) };
      const body = code === "VALID" && key ? validText(key, environment) : invalidTexts[code];
      send(200, code, withMore(body, more), rate && rateFields(rate));
    },

    /** To a proxy that asks whether a request may pass. */
    forwarded(
      { code, key, token, isStale, rate }: RequestAnswer,
      environment: string,
      isForToken: boolean,
    ): void {
      const { status } = keyCodes[code];
      const more = [
        ...(isStale ? ["X-Portico-Stale", "true"] : []),
        ...(rate ? rateFields(rate) : []),
        ...(rate && !rate.isWithin ? ["Retry-After", String(rate.tightest.resetSeconds)] : []),
      ];
      if (code === "VALID") judged(code, [...identity(key, token, environment), ...more]);
      else if (status === 401)
        judged(code, ["WWW-Authenticate", challenge(code, environment, isForToken), ...more]);
      else judged(code, more);
    },
  };
}

export type Answers = ReturnType<typeof answersTo>;

function tightestOf({ tightest }: RateAnswer) {
  const { requests: limit, remaining, resetSeconds } = tightest;
  return { limit, remaining, resetSeconds };
}

/** draft-ietf-httpapi-ratelimit-headers-10: each limit by its length, in requests. */
function rateFields({ balances }: RateAnswer): Headers {
  const policies = balances.map(({ requests, seconds }) => `"${seconds}s";q=${requests};w=${seconds}`);
  const left = balances.map((each) => `"${each.seconds}s";r=${each.remaining};t=${each.resetSeconds}`);
  return ["RateLimit-Policy", policies.join(", "), "RateLimit", left.join(", ")];
}

/** What is said of each code, written once. */
function textsOf(text: (code: RequestCode) => object): Readonly<Record<RequestCode, string>> {
  const codes = Object.keys(keyCodes) as RequestCode[];
  const texts = codes.map((code) => [code, JSON.stringify(text(code))]);
  return Object.fromEntries(texts);
}

const codedTexts = textsOf((code) => ({ code, message: keyCodes[code].message }));
const invalidTexts = textsOf((code) => ({ valid: false, code }));

/** What is said of keys that are valid, for as long as they are remembered. */
const validTexts = new WeakMap<IssuedKey, string>();

function validText(key: IssuedKey, environment: string): string {
  const known = validTexts.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify({ valid: true, code: "VALID", ...shown(key, environment) });
  validTexts.set(key, text);
  return text;
}

/** An object's text with what else is to be said in it. */
function withMore(text: string, more: object): string {
  return Object.keys(more).length === 0 ? text : `${text.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
}

function shown(key: IssuedKey, environment: string) {
  const { apiKeyId, applicationId, applicationName, partnerId, expiresAt, licence } = key;
  const { product, apis } = licence;
  return {
    apiKeyId,
    applicationId,
    applicationName,
    partnerId,
    environment,
    product,
    apis: [...apis],
    expiresAt,
  };
}

/** What the API behind the proxy is told of its caller. */
function identity(key: IssuedKey | null, token: AccessTokenClaims | null, environment: string): Headers {
  const whose = key ?? token;
  return [
    ...(whose ? ["X-Application-Id", whose.applicationId, "X-Partner-Id", whose.partnerId] : []),
    ...(key ? ["X-Api-Key-Id", key.apiKeyId, "X-Product", key.licence.product] : []),
    ...["X-Environment", environment],
    ...(token
      ? ["X-Client-Id", token.clientId, "X-Scope", token.scopes.join(" "), "X-Subject", token.subject]
      : []),
  ];
}

/** RFC 9110 §11.6.1, RFC 6750 §3. */
function challenge(code: RequestCode, environment: string, isForToken: boolean): string {
  if (code.startsWith("TOKEN_")) return `Bearer realm="${environment}", error="invalid_token"`;
  return `${isForToken ? "Bearer" : "API-Key"} realm="${environment}"`;
}
