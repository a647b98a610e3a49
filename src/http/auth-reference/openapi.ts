import { type AuthRoute, authRoutes, type Parameter } from "./routes.js";

/** Where the document and the page for people are served; both are open to everybody. */
export const referencePaths = { page: "/api/auth/reference", document: "/api/auth/openapi.json" } as const;

const every: Readonly<Record<number, string>> = {
  200: "Done.",
  400: "Something in the request is wrong.",
  401: "There is no session, or what was shown does not sign in.",
  403: "Not from this origin, or the sign-in is too old.",
  422: "The address cannot register.",
  429: "Too many attempts; `Retry-After` says in how many seconds to try again.",
  503: "The database is away; `Retry-After` says when to try again.",
};

/** All of `/api/auth` for programs (OpenAPI 3.1). */
export function authOpenApi(publicUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Portico: signing in",
      version: "1",
      description:
        "Plain JSON; the session is an HttpOnly cookie that no answer tells. A POST that carries it also carries `Origin`: that of this server, or one that may call it. No answer tells whether an address is registered.",
    },
    servers: [{ url: new URL("/api/auth", publicUrl).href }],
    paths: Object.fromEntries(
      authRoutes.map((route) => [route.path, { [route.method.toLowerCase()]: operationOf(route) }]),
    ),
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "portico.session_token" },
        challenge: { type: "apiKey", in: "cookie", name: "portico.two_factor" },
      },
      schemas: { Error: errorSchema },
    },
  };
}

const errorSchema = {
  type: "object",
  required: ["code", "message", "errors"],
  properties: {
    code: { type: "string", description: "Stable, for programs." },
    message: { type: "string", description: "A sentence for people." },
    errors: {
      type: "array",
      description:
        "The same once more, in the shape that errors have on every path; `extensions` also tells `requestId` and, where waiting helps, `retryAfterSeconds`.",
    },
  },
};

function operationOf({ method, path, summary, by, body, answer, refusals = {} }: AuthRoute) {
  const named = body ? { ...refusals, 400: ["VALIDATION_ERROR", ...(refusals[400] ?? [])] } : refusals;
  const statuses = [200, ...Object.keys(named).map(Number), ...(by === "anybody" ? [] : [401]), 429, 503];
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    security: securityOf(by),
    ...(body && { requestBody: { required: true, content: json(objectOf(body)) } }),
    responses: Object.fromEntries(
      [...new Set(statuses)].sort().map((status) => [
        status,
        {
          description: [every[status], codes(named[status as keyof typeof named])].filter(Boolean).join(" "),
          content: json(status === 200 ? objectOf(answer ?? {}) : { $ref: "#/components/schemas/Error" }),
        },
      ]),
    ),
  };
}

function codes(named: readonly string[] | undefined): string {
  return named ? named.map((code) => `\`${code}\``).join(", ") : "";
}

function securityOf(by: AuthRoute["by"]): object[] {
  if (by === "anybody") return [];
  return by === "session" ? [{ session: [] }] : [{ challenge: [] }, { session: [] }];
}

function json(schema: object) {
  return { "application/json": { schema } };
}

function objectOf(parameters: Readonly<Record<string, Parameter>>) {
  const entries = Object.entries(parameters);
  const required = entries.filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(entries.map(([name, { isOptional: _, ...schema }]) => [name, schema])),
  };
}
