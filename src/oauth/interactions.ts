import type { IncomingMessage, ServerResponse } from "node:http";
import { errors, type InteractionResults, type Provider } from "oidc-provider";
import type { SignInWish } from "../application/ports/authorization-servers.js";

/** What an authorization request waits for. */
export interface Waiting {
  readonly uid: string;
  readonly asks: "login" | "consent";
  readonly applicationName: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Who is signed in; null when nobody is. */
  readonly customerId: string | null;
  /** How fresh a sign-in it wants. */
  readonly wish: SignInWish;
}

/** An exchange with the browser that an authorization request was made in: its cookie says which one waits. */
type Exchange = readonly [IncomingMessage, ServerResponse];

/** What customers are asked for. Each answer gives where the browser goes next. */
export interface Interactions {
  /** Null when nothing waits in this browser, or no longer. */
  waiting(...exchange: Exchange): Promise<Waiting | null>;
  signIn(customerId: string, ...exchange: Exchange): Promise<string>;
  allow(...exchange: Exchange): Promise<string>;
  /** Ends the customer's session; what was asked goes on with nobody signed in. */
  signOut(...exchange: Exchange): Promise<string>;
  deny(...exchange: Exchange): Promise<string>;
}

export function interactionsOf(provider: Provider): Interactions {
  const finish = (result: InteractionResults, exchange: Exchange) =>
    provider.interactionResult(...exchange, result);
  return {
    async waiting(...exchange) {
      const interaction = await provider.interactionDetails(...exchange).catch((error) => {
        if (error instanceof errors.SessionNotFound) return null;
        throw error;
      });
      if (!interaction) return null;
      const { uid, prompt, params, session } = interaction;
      const client = await provider.Client.find(String(params.client_id));
      if (!client || (prompt.name !== "login" && prompt.name !== "consent")) return null;
      return {
        uid,
        asks: prompt.name,
        applicationName: client.portico.applicationName,
        redirectUri: String(params.redirect_uri),
        scopes: String(params.scope ?? "").split(" "),
        customerId: session?.accountId ?? null,
        wish: wishIn(params),
      };
    },

    signIn: (customerId, ...exchange) => finish({ login: { accountId: customerId } }, exchange),

    async allow(...exchange) {
      const { session, params, grantId, prompt } = await provider.interactionDetails(...exchange);
      const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
      const accountId = session?.accountId;
      const made = { clientId: String(params.client_id), ...(accountId !== undefined && { accountId }) };
      const grant = known ?? new provider.Grant(made);
      const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details as Missing;
      grant.addOIDCScope(missingOIDCScope.join(" "));
      for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
        grant.addResourceScope(resource, scopes.join(" "));
      }
      return finish({ consent: { grantId: await grant.save() } }, exchange);
    },

    async signOut(...exchange) {
      const interaction = await provider.interactionDetails(...exchange);
      const { session, returnTo } = interaction;
      if (session?.uid !== undefined) await (await provider.Session.findByUid(session.uid))?.destroy();
      // It would go on in that session alone, and in none that follows.
      delete interaction.session;
      await interaction.persist();
      return returnTo;
    },

    deny: (...exchange) =>
      finish({ error: "access_denied", error_description: "The customer has refused." }, exchange),
  };
}

function wishIn({ prompt, max_age: maxAge }: Readonly<Record<string, unknown>>): SignInWish {
  return {
    isAnew: String(prompt ?? "")
      .split(" ")
      .includes("login"),
    maxAge: maxAge === undefined ? undefined : Number(maxAge),
  };
}

interface Missing {
  readonly missingOIDCScope?: readonly string[];
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}
