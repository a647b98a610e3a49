import { validateHeaderValue } from "node:http";
import type { KeyAnswer } from "../../application/gateway/verify-key.js";
import type { RequestAnswer, RequestCode } from "../../application/gateway/verify-request.js";
import type { AccessTokenClaims } from "../../application/ports/authorization-servers.js";
import type { RateAnswer } from "../../application/ports/rate-limits.js";
import type { IssuedKey, Licence } from "../../domain/gateway/key-verdict.js";
import { newRequestId } from "../request-log.js";
import type { DirectRequest } from "./direct-request.js";
import type { DirectResponse } from "./direct-response.js";

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

/** A field of a head, as it is sent: of ids, slugs, numbers and what stands here. Of anything else, `foreignField`. */
export function field(name: string, value: string | number): string {
  return `${name}: ${value}\r\n`;
}

/** The same of what somebody else has written. @throws {TypeError} for what would end the field. */
function foreignField(name: string, value: string): string {
  validateHeaderValue(name, value);
  return field(name, value);
}

const json = field("Content-Type", "application/json; charset=utf-8");
const everywhere = [
  field("Cache-Control", "no-store"),
  field("X-Content-Type-Options", "nosniff"),
  field("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
].join("");

/** What stands before the text of an answer. */
interface Head {
  readonly status: number;
  readonly fields: string;
}

interface Coded {
  readonly code: string;
  readonly message: string;
}

/** A request of a gateway, and where its answer goes. */
export interface Exchange {
  readonly request: DirectRequest;
  readonly response: DirectResponse;
  /** Once somebody has asked for it. */
  id?: string;
}

/** The same whenever it is asked for. */
export function idOf(exchange: Exchange): string {
  exchange.id ??= newRequestId(exchange.request);
  return exchange.id;
}

/**
 * Answers, each with its code in its body and in `X-Portico-Code`. Texts are ASCII throughout, and so as long as they have
 * letters.
 */
export function createAnswers(isHttps: boolean) {
  const common = isHttps
    ? everywhere + field("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    : everywhere;
  const bareHeadOf = (status: number, code: string): Head => ({
    status,
    fields: common + field("X-Portico-Code", code),
  });
  const headOf = (status: number, code: string): Head => {
    const { fields } = bareHeadOf(status, code);
    return { status, fields: json + fields };
  };
  const heads = byCode((code) => headOf(200, code));
  const headsOfCoded = byCode((code) =>
    (code === "VALID" ? bareHeadOf : headOf)(keyCodes[code].status, code),
  );

  function send(exchange: Exchange, { status, fields }: Head, text: string, more: string): void {
    const { response } = exchange;
    if (response.isAnswered || response.destroyed) return;
    const own = `Content-Length: ${text.length}\r\nX-Request-Id: ${idOf(exchange)}\r\n`;
    response.give(status, fields + own + more, text);
  }
  const coded = (exchange: Exchange, head: Head, body: Coded, more: string) =>
    send(exchange, head, JSON.stringify(body), more);

  return {
    refuse(exchange: Exchange, code: RefusalCode, more = ""): void {
      const { status, message } = refusals[code];
      coded(exchange, headOf(status, code), { code, message }, more);
    },

    badRequest(exchange: Exchange, message: string): void {
      const code = "BAD_REQUEST";
      coded(exchange, headOf(400, code), { code, message }, "");
    },

    /** To a gateway that asked about a key: always 200. */
    verified(exchange: Exchange, { code, key, isStale, rate }: KeyAnswer, environment: string): void {
      const body = code === "VALID" && key ? validText(key, environment) : invalidTexts[code];
      const text = rate || isStale ? withMore(body, isStale, rate) : body;
      send(exchange, heads[code], text, rate ? rateFields(rate) : "");
    },

    /**
     * To a proxy that asks whether a request may pass. One that may has nothing but a head: nginx reads no text after it, and
     * would have to open a connection for each question (decision 0075).
     */
    forwarded(exchange: Exchange, answer: RequestAnswer, environment: string, isForToken: boolean): void {
      const { code, key, token, isStale, rate } = answer;
      let more = code === "VALID" ? identity(key, token, environment) : "";
      if (keyCodes[code].status === 401)
        more += field("WWW-Authenticate", challenge(code, environment, isForToken));
      if (isStale) more += field("X-Portico-Stale", "true");
      if (rate) more += rateFields(rate);
      if (rate && !rate.isWithin) more += field("Retry-After", rate.tightest.resetSeconds);
      send(exchange, headsOfCoded[code], codedTexts[code], more);
    },
  };
}

function tightestOf({ tightest }: RateAnswer) {
  const { requests: limit, remaining, resetSeconds } = tightest;
  return { limit, remaining, resetSeconds };
}

/** draft-ietf-httpapi-ratelimit-headers-10: each limit by its length, in requests. */
function rateFields({ balances }: RateAnswer): string {
  const policies = balances.map(({ requests, seconds }) => `"${seconds}s";q=${requests};w=${seconds}`);
  const left = balances.map((each) => `"${each.seconds}s";r=${each.remaining};t=${each.resetSeconds}`);
  return field("RateLimit-Policy", policies.join(", ")) + field("RateLimit", left.join(", "));
}

function byCode<Said>(say: (code: RequestCode) => Said): Readonly<Record<RequestCode, Said>> {
  const codes = Object.keys(keyCodes) as RequestCode[];
  return Object.fromEntries(codes.map((code) => [code, say(code)])) as Record<RequestCode, Said>;
}

/** What is said of each code, written once; of what may pass nothing. */
const codedTexts = byCode((code) =>
  code === "VALID" ? "" : JSON.stringify({ code, message: keyCodes[code].message }),
);
const invalidTexts = byCode((code) => JSON.stringify({ valid: false, code }));

/** What is said of products, which are few; keys are many, and what is said of each is put together anew. */
const licenceTexts = new WeakMap<Licence, string>();

/** Ids and slugs are written as they are. */
function validText(key: IssuedKey, environment: string): string {
  const { apiKeyId, applicationId, applicationName, partnerId, expiresAt, licence } = key;
  const ends = expiresAt === null ? "null" : `"${expiresAt.toISOString()}"`;
  return `{"valid":true,"code":"VALID","apiKeyId":"${apiKeyId}","applicationId":"${applicationId}","applicationName":${asciiJson(applicationName)},"partnerId":"${partnerId}","environment":"${environment}",${licenceText(licence)},"expiresAt":${ends}}`;
}

function licenceText(licence: Licence): string {
  const known = licenceTexts.get(licence);
  if (known !== undefined) return known;
  const { product, apis } = licence;
  const text = asciiJson({ product, apis: [...apis] }).slice(1, -1);
  licenceTexts.set(licence, text);
  return text;
}

/** RFC 8259 §7: letters beyond ASCII by their numbers. */
function asciiJson(value: unknown): string {
  if (typeof value === "string" && plain.test(value)) return `"${value}"`;
  const text = JSON.stringify(value);
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return beyondAscii.test(text) ? text.replace(allBeyondAscii, escaped) : text;
}

/** Letters that JSON writes as they are. */
const plain = /^[ !#-[\]-~]*$/;
const beyondAscii = /[\u0080-\uffff]/;
const allBeyondAscii = /[\u0080-\uffff]/g;

/** A valid or an invalid answer with what else is to be said in it. */
function withMore(text: string, isStale: boolean, rate: RateAnswer | undefined): string {
  const more = { ...(rate && { rateLimit: tightestOf(rate) }), ...(isStale && { stale: true }) };
  return `${text.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
}

/** What the API behind the proxy is told of its caller. */
function identity(key: IssuedKey | null, token: AccessTokenClaims | null, environment: string): string {
  const whose = key ?? token;
  let told = `X-Environment: ${environment}\r\n`;
  if (whose) told += `X-Application-Id: ${whose.applicationId}\r\nX-Partner-Id: ${whose.partnerId}\r\n`;
  if (key) told += `X-Api-Key-Id: ${key.apiKeyId}\r\nX-Product: ${key.licence.product}\r\n`;
  if (token)
    told +=
      foreignField("X-Client-Id", token.clientId) +
      foreignField("X-Scope", token.scopes.join(" ")) +
      foreignField("X-Subject", token.subject);
  return told;
}

/** RFC 9110 §11.6.1, RFC 6750 §3. */
function challenge(code: RequestCode, environment: string, isForToken: boolean): string {
  if (code.startsWith("TOKEN_")) return `Bearer realm="${environment}", error="invalid_token"`;
  return `${isForToken ? "Bearer" : "API-Key"} realm="${environment}"`;
}
