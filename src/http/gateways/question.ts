import type { IncomingMessage } from "node:http";
import type { KeyQuestion } from "../../application/gateway/verify-key.js";
import type { Needs, PresentedToken, RequestQuestion } from "../../application/gateway/verify-request.js";
import type { PresentedProof } from "../../application/ports/authorization-servers.js";
import type { ClientAddress } from "../client-address.js";
import { type ClientCertificateOf, thumbprintOf } from "../client-certificate.js";
import { networkAddress } from "../network-address.js";
import type { DirectRequest } from "./direct-request.js";

/** Why a question is none. */
export class NoQuestion extends Error {
  constructor(
    message: string,
    /** What else was sent is not read any more. */
    readonly ends = false,
  ) {
    super(message);
  }
}

const most = 8 * 1024;
const tooLong = () => new NoQuestion(`The body is larger than ${most / 1024} KiB.`, true);

/** The body of `POST /v1/keys/verify`, or why it is none. Who is gone before its end is told nothing. */
export function readBody(request: DirectRequest, then: (body: string | NoQuestion) => void): void {
  let held: Buffer = nothing;
  let length = 0;
  let isTold = false;
  const tell = (body: string | NoQuestion) => {
    if (!isTold) then(body);
    isTold = true;
  };
  request.readBy((chunk) => {
    if (chunk === null) return tell(held.toString("utf8", 0, length));
    const end = length + chunk.length;
    if (end > most) tell(tooLong());
    else held = length === 0 ? chunk : withMore(held, length, chunk);
    length = end;
  });
  if (Number(request.headers["content-length"] ?? 0) > most) tell(tooLong());
}

const nothing = Buffer.alloc(0);

/**
 * Nearly every body comes in one piece, which is kept as it is. What comes in many is held in one place: as thousands of
 * buffers, a body of a byte each would take megabytes before it is known who asks.
 */
function withMore(held: Buffer, length: number, chunk: Buffer): Buffer {
  const all = held.length === most ? held : Buffer.alloc(most);
  if (all !== held) held.copy(all);
  chunk.copy(all, length);
  return all;
}

/** Throws NoQuestion. */
export function questionIn(body: string | NoQuestion): KeyQuestion {
  if (body instanceof NoQuestion) throw body;
  const apiKey = keyAloneIn(body);
  return apiKey === undefined
    ? writtenQuestion(body)
    : { apiKey, from: nowhere, api: undefined, cost: undefined, products: undefined };
}

const nowhere = () => null;
const [before, after] = ['{"apiKey":"', '"}'];

/** Of what most gateways ask, in the spelling of most: to parse that takes longer than to judge the key. */
function keyAloneIn(body: string): string | undefined {
  const end = body.length - after.length;
  if (end < before.length || !body.startsWith(before) || !body.endsWith(after)) return undefined;
  const apiKey = body.slice(before.length, end);
  return /^[\w-]*$/.test(apiKey) ? apiKey : undefined;
}

/** Throws NoQuestion. */
function writtenQuestion(body: string): KeyQuestion {
  const { apiKey, product, api, cost, address } = objectIn(body);
  if (typeof apiKey !== "string") throw new NoQuestion("Say by apiKey which key is meant: a string.");
  if (!isOptionalText(product)) throw new NoQuestion("product is the slug of a product.");
  if (!isOptionalText(api)) throw new NoQuestion("api is an API with its version, such as accounts@v1.");
  const isCost = typeof cost === "number" && Number.isInteger(cost) && cost >= 1 && cost <= 1_000_000;
  if (!isCost && cost !== undefined && cost !== null)
    throw new NoQuestion("cost is a whole number from 1 to 1000000.");
  const from = addressIn(address);
  return {
    apiKey,
    from: () => from,
    api: api ?? undefined,
    cost: isCost ? cost : undefined,
    products: typeof product === "string" ? [product] : undefined,
  };
}

/** Null where it is not said. Throws NoQuestion. */
function addressIn(address: unknown): string | null {
  if (!isOptionalText(address)) throw new NoQuestion("address is the caller's, IPv4 or IPv6: a string.");
  if (address === undefined || address === null) return null;
  const known = networkAddress(address);
  if (known === null) throw new NoQuestion("address is the caller's, IPv4 or IPv6, without leading zeros.");
  return known;
}

function objectIn(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below: the parser's own message repeats what was sent.
  }
  throw new NoQuestion("The body is no JSON object.");
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}

/** What proxies that are trusted tell of whom they ask about. */
export interface CallersFacts {
  readonly clientAddress: ClientAddress;
  readonly certificateOf: ClientCertificateOf;
}

/** What a proxy asks: a request's key and token, and what its route needs. Throws NoQuestion. */
export function forwardedQuestion(
  request: IncomingMessage,
  path: ForwardAuthPath,
  { clientAddress, certificateOf }: CallersFacts,
): RequestQuestion {
  const { headers } = request;
  const route =
    path.appended === null ? path.route : routeIn(`require=${textOf(headers["x-portico-require"]) ?? "key"}`);
  if (route instanceof NoQuestion) throw route;
  const product = textOf(headers["x-portico-product"]);
  return {
    apiKey: textOf(headers["api-key"]) ?? textOf(headers["x-api-key"]) ?? "",
    from: () => clientAddress(request) || null,
    // Both hold, so that whoever can set one of them does not get past the other.
    products: product === undefined ? route.products : [...route.products, product],
    needs: route.needs,
    token: tokenIn(request, path, certificateOf),
  };
}

function routeIn(query: string): Route | NoQuestion {
  const asked = new URLSearchParams(query);
  const twice = ["require", "product"].find((name) => asked.getAll(name).length > 1);
  if (twice) return new NoQuestion(`${twice} is given more than once.`);
  const [needs, product] = [asked.get("require") ?? "key", asked.get("product")];
  if (!isNeeds(needs)) return new NoQuestion("require is key, token or both.");
  return { needs, products: product === null ? [] : [product] };
}

const isNeeds = (needed: string): needed is Needs =>
  needed === "key" || needed === "token" || needed === "both";

/** RFC 6750 §2.1, RFC 9449 §7.1. */
function tokenIn(
  request: IncomingMessage,
  path: ForwardAuthPath,
  certificateOf: ClientCertificateOf,
): PresentedToken | undefined {
  const { headers } = request;
  if (headers.authorization === undefined) return undefined;
  const [, scheme = "", value] = /^(Bearer|DPoP) +(\S+)$/i.exec(headers.authorization) ?? [];
  if (!value) return undefined;
  const certificateThumbprint = () => {
    const certificate = certificateOf(request);
    return certificate && thumbprintOf(certificate);
  };
  const proof = { ...proofIn(request, path), certificateThumbprint };
  return { scheme: scheme.toLowerCase() as PresentedToken["scheme"], value, proof };
}

/**
 * What the gateway tells of the request that it asks about: as Traefik and Caddy do, by `X-Original-…`, or by its own method,
 * host and path where that is appended, as Envoy does.
 */
function proofIn({ headers, method }: IncomingMessage, { appended }: ForwardAuthPath): PresentedProof {
  const told = (name: string) => textOf(headers[name]);
  const dpop = told("dpop");
  const scheme = told("x-forwarded-proto");
  if (appended !== null) return { dpop, method, url: urlOf(scheme, headers.host, appended) };
  return {
    dpop,
    method: told("x-original-method") ?? told("x-forwarded-method"),
    url: told("x-original-url") ?? urlOf(scheme, told("x-forwarded-host"), told("x-forwarded-uri")),
  };
}

function urlOf(scheme?: string, host?: string, path?: string): string | undefined {
  return scheme && host && path ? `${scheme}://${host}${path}` : undefined;
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(", ") : header;
}

/** What a proxy asks for all requests of a route. */
interface Route {
  readonly needs: Needs;
  readonly products: readonly string[];
}

export interface ForwardAuthPath {
  /** A slug, as it is written. */
  readonly environment: string;
  /** By the proxy's query. */
  readonly route: Route | NoQuestion;
  /**
   * The path of the request itself, with its query, where the proxy has appended it; else null. That query is the caller's,
   * and says nothing to Portico: the route is told by headers.
   */
  readonly appended: string | null;
}

const root = "/v1/forward-auth/";

/** Null for any other path. */
export function forwardAuthPath(url: string): ForwardAuthPath | null {
  if (!url.startsWith(root)) return null;
  const [, environment = "", rest = ""] = /^([^/?#]*)(.*)$/s.exec(url.slice(root.length)) ?? [];
  if (environment === "") return null;
  const appended = rest.startsWith("/") ? rest : null;
  return { environment, route: routeIn(rest.startsWith("?") ? rest.slice(1) : ""), appended };
}

/** The same for the same, read once: a proxy has few routes. */
export function rememberingPaths(read = forwardAuthPath) {
  const known = new Map<string, ForwardAuthPath | null>();
  return (url: string): ForwardAuthPath | null => {
    const path = known.get(url);
    if (path !== undefined) return path;
    const found = read(url);
    if (url.length > longestKnown) return found;
    if (known.size >= mostKnown) known.clear();
    known.set(url, found);
    return found;
  };
}

const [mostKnown, longestKnown] = [1_000, 200];
