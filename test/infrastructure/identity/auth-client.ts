import type { MailMessage, MailQueue } from "../../../src/application/ports/mail.js";
import { ownPageLinks } from "../../../src/http/own-page-links.js";
import type { BetterAuthSettings } from "../../../src/infrastructure/identity/auth-options.js";
import type { BetterAuth } from "../../../src/infrastructure/identity/better-auth.js";
import { signInAccountsOn } from "../../support/accounts.js";

export const PUBLIC_URL = "http://localhost:4000";
export const password = "correct horse battery";

/** A mail queue that keeps what it is given. */
export function memoryMail() {
  const sent: MailMessage[] = [];
  const page = (): string => sent.flatMap(({ data }) => ("url" in data ? [data.url] : [])).at(-1) ?? "";
  return {
    sent,
    enqueue: async (message: MailMessage) => void sent.push(message),
    clear: () => void sent.splice(0),
    /** Where the link of the last mail that has one leads. */
    page,
    /** What that link carries. */
    token: () => new URL(page()).searchParams.get("token") ?? "",
  } satisfies MailQueue & Record<string, unknown>;
}

export const authSecret = "a secret of this spec, long enough: 0123456789";

/** Settings with which nothing is limited, refused or told; a spec overrides what it is about. */
export function authSettings({ pool, mail }: Pick<BetterAuthSettings, "pool" | "mail">) {
  return {
    pool,
    publicUrl: PUBLIC_URL,
    secret: authSecret,
    trustedOrigins: [],
    clock: { now: () => new Date() },
    mail,
    links: ownPageLinks(PUBLIC_URL),
    refuseEmail: () => null,
    knownNames: async () => [],
    notices: { tell: async () => {} },
    choosePassword: ({ userId, hash, by }) =>
      signInAccountsOn(pool).choosePassword(`portico|${userId}`, hash, by),
    moveAddress: async () => null,
    places: { note: async () => {} },
    rateLimit: "off",
  } satisfies BetterAuthSettings;
}

/** Talks to better-auth as a browser on the portal would. */
export function authClient(auth: () => BetterAuth, mail: ReturnType<typeof memoryMail>) {
  function request(
    method: string,
    path: string,
    body?: unknown,
    cookie?: string,
    origin: string | undefined = PUBLIC_URL,
  ) {
    const url = path.startsWith("http") ? path : `${PUBLIC_URL}/api/auth${path}`;
    const headers = new Headers({ ...(body !== undefined && { "content-type": "application/json" }) });
    if (cookie) headers.set("cookie", cookie);
    if (origin) headers.set("origin", origin);
    return new Request(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  }
  const post = (path: string, body: unknown, cookie?: string, ...origin: [origin?: string]) => {
    const sent = request("POST", path, body, cookie, origin.length > 0 ? (origin[0] ?? "") : PUBLIC_URL);
    return auth().handler(sent);
  };
  const get = (path: string, cookie?: string) => auth().handler(request("GET", path, undefined, cookie));
  const signUp = (email: string) => post("/sign-up/email", { email });
  /** Chooses the password behind a link, by default the newest. */
  const verify = (token = mail.token()) => post("/verify-email", { token, password });
  /** Signs up and opens the link; gives the cookie. */
  async function verified(email: string): Promise<string> {
    await signUp(email);
    return cookieOf(await verify());
  }
  return { request, post, get, signUp, verify, verified, cookieOf };
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
