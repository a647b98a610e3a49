import type { ApiCatalogueState } from "../../src/domain/catalogue/api-catalogue.js";
import type { ApiEnvironment } from "../../src/domain/catalogue/api-environment.js";
import type { ApiProduct } from "../../src/domain/catalogue/api-product.js";
import { builtIn } from "../../src/domain/catalogue/environment-gateway.js";
import type { Terms } from "../../src/domain/catalogue/terms.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { ClientApplicationEvent } from "../../src/domain/client-application/events.js";
import type { SecretIssuer } from "../../src/domain/client-application/provisioning.js";
import type { Registration } from "../../src/domain/client-application/registration.js";
import type { NewId } from "../../src/domain/client-application/state.js";
import { Developer } from "../../src/domain/developer/developer.js";
import type { Id } from "../../src/domain/id.js";
import { operatorOf } from "../../src/domain/operator.js";
import { emailDomain } from "../../src/domain/partner/email-domain.js";
import { type Member, Partner, type ReadyMember } from "../../src/domain/partner/partner.js";

export const now = new Date("2026-03-01T09:00:00Z");
export const terms: Terms = { version: "1", url: null, publishedAt: new Date("2026-01-01T00:00:00Z") };

export const accounts: ApiProduct = { id: "prd_accounts", slug: "accounts", name: "Accounts", isOpen: true };
export const transfers: ApiProduct = {
  id: "prd_transfers",
  slug: "transfers",
  name: "Transfers",
  isOpen: true,
};
export const closedProduct: ApiProduct = { id: "prd_closed", slug: "closed", name: "Closed", isOpen: false };

export const development = environment("development", {});
export const production = environment("production", { accessPolicy: "APPROVAL" });
export const onceOnly = environment("vault", { secretRetrieval: "ONCE" });
export const catalogue = {
  products: [accounts, transfers, closedProduct],
  environments: [development, production, onceOnly],
};

/** The same with all that operators keep of it. */
export const catalogueState: ApiCatalogueState = {
  products: catalogue.products.map((product) => ({
    ...product,
    description: product.name,
    apis: [],
    embedIds: [],
    ratePlans: [],
    createdAt: now,
  })),
  environments: catalogue.environments.map((place) => ({
    ...place,
    tier: "DEVELOPMENT",
    apiBaseUrl: "https://api.example",
    verificationWhenUnavailable: "REFUSE",
    endUserSignIn: "INSTITUTION",
    signInProvider: null,
    oauthProfile: "STANDARD",
    createdAt: now,
  })),
  terms: [terms],
};

export function environment(slug: string, facts: Partial<ApiEnvironment>): ApiEnvironment {
  return {
    id: `env_${slug}`,
    slug,
    name: slug,
    institution: "3rd Party Bank",
    accessPolicy: "AUTOMATIC",
    secretRetrieval: "REPEATABLE",
    keyLifetimes: [],
    whenKeyLeaks: "TELL",
    gateway: builtIn,
    isOpen: true,
    ...facts,
  };
}

/** A developer with complete profile and current terms. */
export function developer(id: Id<"dev">, email = `${id}@acme.example`): Developer {
  const developer = Developer.admit(id, email, now);
  developer.updateProfile({ givenName: "Ada", familyName: "Byron", jobTitle: "Engineer" }, () => null);
  developer.acceptTerms("1", terms, now);
  developer.events.take();
  return developer;
}

/** A partner with complete details, founded by `founder` and joined by the others. */
export function company(founder: Developer, ...others: Developer[]): Partner {
  const partner = Partner.found(`prt_${emailDomain(founder.state.email)}`, founder, now);
  const details = {
    legalName: "Acme Ltd",
    website: "https://acme.example",
    country: "NL",
    contactEmail: "it@acme.example",
  };
  partner.updateCompanyDetails(partner.member(founder.id), details, now);
  for (const other of others) partner.join(other, now);
  partner.events.take();
  return partner;
}

export const ada = developer("dev_ada");
export const bob = developer("dev_bob");
export const acme = company(ada, bob);
export const ready: ReadyMember = acme.readyMember(ada, terms);
export const mallory = company(developer("dev_mallory", "mallory@other.example")).member("dev_mallory");

export const registration: Registration = {
  name: "Ledger",
  description: "Shows balances.",
  type: "WEB",
  authentication: "AUTHORIZATION_CODE",
  siteUrl: null,
  redirectUrls: ["https://ledger.acme.example/callback"],
  productIds: [accounts.id, transfers.id],
  environmentIds: [development.id],
};

export function ids(): NewId {
  let count = 0;
  return (prefix) => `${prefix}_${++count}`;
}

export function register(changes: Partial<Registration> = {}, by = ready): ClientApplication {
  return ClientApplication.register(by, { ...registration, ...changes }, catalogue, { newId: ids(), now });
}

/** Secrets that a reader of a failing spec can tell apart. */
export function issuer(): SecretIssuer & { readonly issued: string[] } {
  const issued: string[] = [];
  const seal = (kind: string) => (id: string) => {
    const hash = `${kind}:${id}:${issued.length}`;
    issued.push(hash);
    return { hash, ciphertext: `sealed ${hash}`, keyId: "k1", preview: `${kind}…${issued.length}` };
  };
  return { issued, apiKey: seal("key"), clientId: () => "cli_1", clientSecret: seal("sec") };
}

/** Registered, issued and live in development. */
export function live(changes: Partial<Registration> = {}): ClientApplication {
  const application = register(changes);
  provision(application, development);
  application.events.take();
  return application;
}

export function provision(application: ClientApplication, where: ApiEnvironment): void {
  application.issueMissingCredentials(where, issuer(), now);
  application.confirmProvisioned(where.id, application.desiredAccess(where.id, now), now);
}

export const cyd = developer("dev_cyd");
/** Ada founded it and is its ADMIN; Bob and Cyd are members. */
export const trio = company(ada, bob, cyd);

export function memberOf(who: Developer, partner = trio): Member {
  return partner.member(who.id);
}

/** What the last command has recorded. */
export function lastEvent(application: ClientApplication): ClientApplicationEvent | undefined {
  return application.events.take().at(-1);
}

/** A day later than everything before. */
export const later = new Date(now.getTime() + 24 * 3_600_000);
export const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** Live in `development`, with Bob as co-owner, its events taken. */
export function shared(changes: Partial<Registration> = {}): ClientApplication {
  const application = live(changes);
  application.addCoOwner(memberOf(ada), memberOf(bob), now);
  application.events.take();
  return application;
}

export const olga = operatorOf({ developerId: "dev_olga", partnerId: "prt_bank", isOperator: true });
/** Olga of the bank, who decides about requests of Ada's company. */
export const reviewer = trio.reviewer(olga, "olga@bank.example", null);
