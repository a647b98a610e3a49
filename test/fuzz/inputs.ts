import type { SecretScanner } from "../support/secret-scanner.js";
import { graphqlWays } from "./graphql-ways.js";
import { otherWays } from "./other-ways.js";
import { mutatedText, type Random } from "./random.js";

/** A request as it goes over the wire. */
export interface HttpInput {
  readonly way: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What is sent over one WebSocket, message by message. */
export interface SocketInput {
  readonly way: "WebSocket";
  readonly headers: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

export type Input = HttpInput | SocketInput;

/** What the inputs grow from. */
export interface Soil {
  readonly cookie: string;
  readonly accessToken: string;
  /** JWTs of the OpenID provider, good ones and such with strange claims. */
  readonly jwts: readonly string[];
  readonly apiKey: string;
  /** One that nobody was given. */
  readonly unknownKey: string;
  readonly gatewayToken: string;
  readonly scanner: Pick<SecretScanner, "keyId" | "sign">;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Values that exist, by the name of the field that takes them. */
  readonly known: Readonly<Record<string, unknown>>;
}

export type Way = (random: Random, soil: Soil) => Input;

const ways: readonly Way[] = [...graphqlWays, ...otherWays];

/** One of every way in, with the credentials and headers of somebody, of nobody, or of a bungler. */
export function input(random: Random, soil: Soil): Input {
  const made = random.pick(ways)(random, soil);
  return { ...made, headers: { ...credentials(random, soil), ...made.headers, ...strange(random) } };
}

function credentials(random: Random, { cookie, accessToken, jwts }: Soil): Record<string, string> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return random.pick<() => Record<string, string>>([
    () => ({}),
    () => ({ cookie }),
    () => ({ cookie }),
    () => bearer(accessToken),
    () => bearer(mutatedText(random, accessToken)),
    () => bearer(random.pick(jwts)),
    () => bearer(mutatedText(random, random.pick(jwts))),
    () => ({ cookie: mutatedText(random, cookie) }),
    () => ({ authorization: mutatedText(random, "Basic YTpi") }),
  ])();
}

const headerNames = [
  "accept",
  "accept-encoding",
  "accept-language",
  "client-cert",
  "content-encoding",
  "content-type",
  "dpop",
  "expect",
  "forwarded",
  "host",
  "if-none-match",
  "origin",
  "range",
  "referer",
  "transfer-encoding",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-request-id",
];

function strange(random: Random): Record<string, string> {
  if (random.chance(0.7)) return {};
  const entries = Array.from({ length: random.count(6) }, () => [random.pick(headerNames), random.text()]);
  return Object.fromEntries(entries);
}
