import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type {
  Departure,
  InstitutionSettings,
  InstitutionSignIn,
} from "../application/ports/authorization-servers.js";
import type { Logger } from "../application/ports/logger.js";
import { prices } from "../application/prices.js";
import { sampleCustomer } from "../domain/oauth/sample-customers.js";
import { foreignPage } from "../http/account-pages/own-forms.js";
import { HttpError, notFound } from "../http/errors.js";
import { type Page, sendPage } from "../http/pages.js";
import type { AuthorizationServer } from "./authorization-server.js";
import type { AuthorizationServers } from "./authorization-servers.js";
import { consentPage, customerPage, noSignInPage, overPage, providerAwayPage } from "./customer-pages.js";
import { formOf } from "./form.js";
import { leadTo } from "./hand-over.js";
import type { Waiting } from "./interactions.js";
import { providerRequest } from "./provider-request.js";

export interface CustomerRoutes {
  readonly servers: AuthorizationServers;
  readonly institutions: InstitutionSignIn;
  readonly logger: Logger;
}

interface Params {
  readonly slug: string;
  readonly uid: string;
}

/** What is kept of a customer on the way to the institution's provider, and of one who has come back. */
const kinds = { away: "Departure", back: "Return" } as const;
/** In s. */
const lifetimes = { away: 10 * 60, back: 60 };

/** The pages on which customers sign in and consent, or from which they are passed on to their institution. */
export function customerRoutes({ servers, institutions, logger }: CustomerRoutes) {
  async function serverOf(slug: string): Promise<AuthorizationServer> {
    const server = await servers.of(slug);
    if (!server) throw notFound();
    return server;
  }

  /** What waits in this browser, if it is what the address names. */
  async function met(request: FastifyRequest<{ Params: Params }>, reply: FastifyReply) {
    const server = await serverOf(request.params.slug);
    const sender = { network: "" };
    const passed = providerRequest(request.raw, { issuer: server.issuer, url: "/", sender });
    const exchange = [passed, reply.raw] as const;
    const waiting = await server.interactions.waiting(...exchange);
    return { server, exchange, waiting: waiting?.uid === request.params.uid ? waiting : null };
  }

  const pathOf = (server: AuthorizationServer, { uid }: Waiting) =>
    `${new URL(server.issuer).pathname}/interaction/${uid}`;

  function pageOf(server: AuthorizationServer, waiting: Waiting): Page {
    const { institution } = server.settings;
    const asking = { ...waiting, path: pathOf(server, waiting), institution };
    return waiting.asks === "consent" ? consentPage(asking) : customerPage(asking);
  }

  const institutionOf = ({ settings, issuer, signingKey }: AuthorizationServer): InstitutionSettings | null =>
    settings.signInProvider && {
      provider: settings.signInProvider,
      callbackUrl: `${issuer}/callback`,
      key: signingKey,
    };

  /** To the institution's own provider. */
  async function passOn(reply: FastifyReply, server: AuthorizationServer, { uid, wish }: Waiting) {
    const { institution } = server.settings;
    const settings = institutionOf(server);
    if (!settings) return sendPage(reply.code(503), noSignInPage(institution));
    try {
      const { url, ...departure } = await institutions.begin(settings, wish);
      const payload = { ...departure, uid };
      await server.records.put(kinds.away, departure.state, { payload, lifetime: lifetimes.away });
      return leadTo(reply, url);
    } catch (error) {
      logger.warn({ error }, "an institution's sign-in does not answer");
      return sendPage(reply.code(503), providerAwayPage(institution));
    }
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, body, done) => done(null, body),
    );
    const price = prices.identification + prices.request;
    const url = "/environments/:slug/oauth/interaction/:uid";

    app.get<{ Params: Params; Querystring: Record<string, unknown> }>(
      url,
      { config: { price } },
      async (request, reply) => {
        const { server, exchange, waiting } = await met(request, reply);
        if (!waiting) return sendPage(reply.code(400), overPage);
        if (waiting.asks === "consent" || server.settings.endUserSignIn === "SAMPLE")
          return sendPage(reply, pageOf(server, waiting));
        const { back } = request.query;
        if (typeof back !== "string") return passOn(reply, server, waiting);
        const returned = await server.records.find(kinds.back, back);
        await server.records.remove(kinds.back, back);
        if (returned?.payload.uid !== waiting.uid) return sendPage(reply.code(400), overPage);
        const { customerId } = returned.payload;
        const next =
          typeof customerId === "string"
            ? await server.interactions.signIn(customerId, ...exchange)
            : await server.interactions.deny(...exchange);
        return leadTo(reply, next);
      },
    );

    app.post<{ Params: Params }>(url, { config: { price } }, async (request, reply) => {
      const { server, exchange, waiting } = await met(request, reply);
      if (request.headers.origin !== new URL(server.issuer).origin)
        return sendPage(reply.code(403), foreignPage(new URL(request.url, server.issuer).href));
      if (!waiting) return sendPage(reply.code(400), overPage);
      const form = formOf(request.body);
      if (!form)
        throw new HttpError(400, "BAD_USER_INPUT", "The form holds too much, or what cannot be stored.");
      const { interactions, settings } = server;
      if (form.get("answer") === "deny") return leadTo(reply, await interactions.deny(...exchange));
      if (waiting.asks === "consent" && form.get("answer") === "sign-out")
        return leadTo(reply, await interactions.signOut(...exchange));
      const customer = sampleCustomer(form.get("customer") ?? "");
      if (waiting.asks === "login" && settings.endUserSignIn === "SAMPLE" && customer)
        return leadTo(reply, await interactions.signIn(customer.id, ...exchange));
      if (waiting.asks === "consent" && form.get("answer") === "allow")
        return leadTo(reply, await interactions.allow(...exchange));
      return sendPage(reply.code(400), pageOf(server, waiting));
    });

    app.get<{ Params: Params }>(
      "/environments/:slug/oauth/callback",
      { config: { price } },
      async (request, reply) => {
        const server = await serverOf(request.params.slug);
        const answer = new URL(request.url, server.issuer);
        const state = answer.searchParams.get("state") ?? "";
        const departure = await server.records.find(kinds.away, state);
        const settings = institutionOf(server);
        const isFirst = departure !== null && (await server.records.consume(kinds.away, state));
        if (!departure || !isFirst || !settings) return sendPage(reply.code(400), overPage);
        const { uid, ...kept } = departure.payload as unknown as Omit<Departure, "url"> & {
          readonly uid: string;
        };
        try {
          const back = new URL(`${settings.callbackUrl}${answer.search}`);
          const customerId = await institutions.complete(settings, back, kept);
          const handle = randomBytes(32).toString("base64url");
          await server.records.put(kinds.back, handle, {
            payload: { uid, customerId },
            lifetime: lifetimes.back,
          });
          return leadTo(reply, `${server.issuer}/interaction/${uid}?back=${handle}`);
        } catch (error) {
          logger.warn({ error }, "an institution's sign-in did not work");
          return sendPage(reply.code(503), providerAwayPage(server.settings.institution));
        }
      },
    );
  };
}
