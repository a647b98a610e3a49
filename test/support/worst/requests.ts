import { getIntrospectionQuery } from "graphql";
import { limits } from "../../../src/graphql/limits/limits.js";
import { worstDocuments } from "./documents.js";

/** As `fetch` takes it, below the server's address. */
export interface WorstRequest {
  readonly path: string;
  readonly init: RequestInit;
}

const bodyLimit = 256 * 1024;
const headerRoom = 14_000;

const list = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));
const fields = (count: number, name: (index: number) => string) =>
  Object.fromEntries(list(count, (index) => [name(index), 1]));
/** Four characters, another for each index. */
const key = (index: number) => index.toString(36).padStart(4, "0");

/** `start` and `end` with as many of `part` between them as a body may hold, or as `bytes` says. */
function filled(start: string, part: (index: number) => string, end: string, bytes = bodyLimit): string {
  const count = Math.floor((bytes - start.length - end.length) / part(0).length);
  return start + list(count, part).join("") + end;
}

function post(body: string, headers: Record<string, string> = {}, path = "/graphql"): WorstRequest {
  return {
    path,
    init: { method: "POST", headers: { "content-type": "application/json", ...headers }, body },
  };
}
const get = (path: string, headers: Record<string, string> = {}): WorstRequest => ({
  path,
  init: { headers },
});
const ask = (query: string, variables: object = {}): WorstRequest =>
  post(JSON.stringify({ query, variables }));
const auth = (path: string, body: string, type = "application/json") =>
  post(body, { "content-type": type }, `/api/auth/${path}`);

const register =
  "mutation ($i: RegisterClientApplicationInput!) { registerClientApplication(input: $i) { clientApplication { id } } }";
const update = "mutation ($i: UpdateProfileInput!) { updateProfile(input: $i) { developer { id } } }";
const nothing = '"query":"{__typename}"';
const trivial = JSON.stringify({ query: "{ __typename }" });
const { listItems, variableEntries } = limits;

const bodies: Record<string, WorstRequest> = {
  "a list of objects": post(
    filled(`{"query":${JSON.stringify(register)},"variables":{"i":{"apis":[{}`, () => ",{}", "]}}}"),
  ),
  "a list of numbers": post(
    filled(`{"query":${JSON.stringify(register)},"variables":{"i":{"redirectUrls":[1`, () => ",1", "]}}}"),
  ),
  "as many items of lists as may be": ask(register, {
    i: Object.fromEntries(
      list(variableEntries / listItems - 2, (index) => [`f${index}`, list(listItems - 1, () => 1)]),
    ),
  }),
  "unknown fields and a long text": ask(update, {
    i: { givenName: "x".repeat(240_000), ...fields(60, (n) => `u${n}`) },
  }),
  "unknown fields": ask(update, { i: fields(variableEntries - 10, (n) => `u${n}`) }),
  "unknown fields with long names": ask(update, {
    i: fields(variableEntries - 10, (n) => `u${n}${"x".repeat(38)}`),
  }),
  "undeclared variables": ask(
    "{ __typename }",
    fields(variableEntries - 10, (n) => `u${n}${"x".repeat(38)}`),
  ),
  "a text for a number": ask(
    "query ($a: Int) { me { partner { members(first: $a) { edges { cursor } } } } }",
    {
      a: "x".repeat(250_000),
    },
  ),
  "long texts for an enum": ask(register, {
    i: { type: "x".repeat(120_000), authentication: "y".repeat(120_000) },
  }),
  "objects for ids": ask(register, { i: { products: list(listItems, () => ({ a: "x".repeat(2_400) })) } }),
  "objects in objects": post(`{${nothing},"variables":${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}}`),
  "lists in lists": post(`{${nothing},"variables":{"a":${"[".repeat(120_000)}${"]".repeat(120_000)}}}`),
  "objects of one field": post(filled(`{${nothing},"variables":{"a":[{}`, (n) => `,{"${key(n)}":1}`, "]}}")),
  "as many objects of one field as are parsed": post(
    `{${nothing},"variables":{"a":[${list(2_900, (n) => `{"${key(n)}":1}`).join()}]}}`,
  ),
  "as many fields as are parsed": post(
    `{${nothing},"variables":{${list(5_900, (n) => `"${key(n)}${"x".repeat(30)}":1`).join()}}}`,
  ),
  "fields of the extensions": post(filled(`{${nothing},"extensions":{"x":1`, (n) => `,"${key(n)}":1`, "}}")),
  "fields beside the query": post(filled(`{${nothing}`, (n) => `,"${key(n)}":1`, "}")),
  "a text of escapes": post(filled(`{${nothing},"variables":{"a":"`, () => "\\u0041", '"}}')),
  "a prototype": post(
    `{"constructor":{"x":1},${nothing},"variables":{"a":[${list(5_900, () => "[]").join()}]}}`,
  ),
  blanks: post(`{${nothing}${" ".repeat(bodyLimit - 100)}}`),
  "no JSON": post(filled(`{${nothing},"variables":{"a":[1`, () => ',"a"', "]")),
  "operations in an array": post(filled(`[{${nothing}}`, () => `,{${nothing}}`, "]")),
  "more than may be sent": post("x".repeat(2 * bodyLimit)),
  "plain text": post("x".repeat(bodyLimit), { "content-type": "text/plain" }),
  "a form": post("a=b&".repeat(60_000), { "content-type": "application/x-www-form-urlencoded" }),
  "a form with files": post("x".repeat(bodyLimit), { "content-type": "multipart/form-data; boundary=x" }),
  "a long name of the operation": post(
    JSON.stringify({ query: "query a { __typename }", operationName: "x".repeat(250_000) }),
  ),
  "a long document": ask(`{ me { id } }${" ".repeat(250_000)}`),
  "a document of many lines": ask(`${"#\n".repeat(120_000)}query (${"$a: Int ".repeat(300)}) { me { id } }`),
  "a document of many tokens": ask(`{ me { ${"id ".repeat(80_000)} } }`),
  "a document that is none": post(`{"query":${'{"a":'.repeat(60)}1${"}".repeat(60)}}`),
  "a persisted query": post(
    JSON.stringify({
      query: "{ __typename }",
      extensions: { persistedQuery: { version: 1, sha256Hash: "x".repeat(200_000) } },
    }),
  ),
};

const addresses: Record<string, WorstRequest> = {
  variables: get(`/graphql?query={__typename}&variables={"a":[${list(3_500, () => 1)}]}`, {
    "apollo-require-preflight": "1",
  }),
  "many parameters": get(`/graphql?query={__typename}&${"a&".repeat(7_000)}`, {
    "apollo-require-preflight": "1",
  }),
  "an escaped query": get(`/graphql?query=${"%20".repeat(4_500)}{__typename}`, {
    "apollo-require-preflight": "1",
  }),
  "a long path": get(`/${"a/".repeat(7_000)}`),
  "an escaped path": get(`/graphql${"%61".repeat(4_500)}`),
  "a long address for the page": get(`/sign-up?email=${"%3C".repeat(4_500)}`),
  "a token that is none": get(`/verify-email?token=${"a".repeat(headerRoom)}`),
};

const headers: Record<string, WorstRequest> = {
  "many headers": post(trivial, Object.fromEntries(list(1_300, (n) => [`h${n}`, "1"]))),
  "many cookies": post(trivial, { cookie: list(2_500, (n) => `c${n}=1`).join(";") }),
  "one cookie, often": post(trivial, { cookie: `portico.session_token=${"a".repeat(32)};`.repeat(250) }),
  "a session that is none": post(trivial, {
    cookie: `portico.session_token=${"a".repeat(64)}.${"b".repeat(43)}%3D`,
  }),
  "a long session": post(trivial, { cookie: `portico.session_token=${"a".repeat(headerRoom)}` }),
  "a long bearer": post(trivial, { authorization: `Bearer ${"a".repeat(headerRoom)}` }),
  "a bearer of blanks": post(trivial, { authorization: `Bearer ${" ".repeat(7_000)}a` }),
  "a long access token": post(trivial, { authorization: `Bearer ptc_pat_${"a".repeat(headerRoom)}` }),
  "a long JWT": post(trivial, {
    authorization: `Bearer ${"a".repeat(5_000)}.${"b".repeat(5_000)}.${"c".repeat(4_000)}`,
  }),
  "a long Idempotency-Key": post(trivial, { "idempotency-key": "a".repeat(headerRoom) }),
  "many media types": post(trivial, { accept: list(1_500, (n) => `a/b;q=0.${n % 10}`).join() }),
  "many addresses": post(trivial, {
    "x-forwarded-for": list(1_200, (n) => `10.0.${n >> 8}.${n & 255}`).join(),
  }),
  "a long request id": post(trivial, { "x-request-id": "a".repeat(headerRoom) }),
  "a long origin": post(trivial, { origin: `https://${"a.".repeat(6_000)}b` }),
};

const signingIn: Record<string, WorstRequest> = {
  "a long password": auth(
    "sign-in/email",
    JSON.stringify({ email: "a@b.example", password: "x".repeat(16_000) }),
  ),
  "a long address": auth("sign-up/email", JSON.stringify({ email: `a@${"b.".repeat(7_500)}` })),
  "an address of dots": auth("sign-up/email", JSON.stringify({ email: `${"a.".repeat(7_500)}@b` })),
  "many fields": auth(
    "sign-in/email",
    filled('{"email":"a@b.example"', (n) => `,"${key(n)}":1`, "}", 16_000),
  ),
  "objects for a password": auth(
    "sign-in/email",
    filled('{"password":[{}', (n) => `,{"${key(n)}":1}`, "]}", 16_000),
  ),
  "a form": auth("sign-in/email", "email=a&".repeat(2_000), "application/x-www-form-urlencoded"),
  "more than may be sent": auth("sign-in/email", "x".repeat(bodyLimit)),
  "a route that is none": auth("nothing", "{}"),
};

/** What is answered, and so is no attack by itself, but may not cost more either. */
const answered: Record<string, WorstRequest> = {
  "the whole schema": ask(getIntrospectionQuery()),
};

const named = (subject: string, requests: Record<string, WorstRequest>) =>
  Object.entries(requests).map(([name, request]): [string, WorstRequest] => [`${subject}: ${name}`, request]);

/** The worst request of each kind that can be sent by anybody, by name. */
export function worstRequests(): [string, WorstRequest][] {
  const documents = Object.entries(worstDocuments()).map(
    ([name, document]) => [name, ask(document)] as const,
  );
  return [
    ...named("body", bodies),
    ...named("address", addresses),
    ...named("headers", headers),
    ...named("signing in", signingIn),
    ...named("answered", answered),
    ...named("document", Object.fromEntries(documents)),
  ];
}
