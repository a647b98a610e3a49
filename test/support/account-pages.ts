import Fastify, { type FastifyInstance } from "fastify";
import type { Visitors } from "../../src/application/ports/visitors.js";
import { type AccountPagesOptions, accountPages } from "../../src/http/account-pages/account-pages.js";
import { tellAddresses } from "../../src/http/client-address.js";
import { handleErrors } from "../../src/http/errors.js";

export const publicUrl = "http://localhost:4000";

/** Who is signed in stands in the cookie, with an app when it says so; of the links all are good but `used`. */
const visitors: Visitors = {
  async visitorOf(headers) {
    const [email, app] = headers.get("cookie")?.split(" ") ?? [];
    return email ? { email, hasAuthenticatorApp: app === "app" } : null;
  },
  addressBehind: async (_link, token) => (token === "used" ? null : "ada@acme.example"),
};

export const accountPagesOptions: AccountPagesOptions = {
  publicUrl,
  portals: [],
  visitors,
  handler: async () => Response.json({}),
};

/** A server with the account pages and nothing behind them but `handler`. */
export async function accountPagesServer(
  options: Partial<AccountPagesOptions> = {},
): Promise<FastifyInstance> {
  const app = Fastify();
  tellAddresses(app, ({ socket }) => socket.remoteAddress ?? "");
  handleErrors(app);
  await app.register(accountPages({ ...accountPagesOptions, ...options }));
  return app;
}
