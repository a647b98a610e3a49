import { defineEntity, p } from "@mikro-orm/postgresql";
import type {
  AccessPolicy,
  EndUserSignIn,
  EnvironmentTier,
  OauthProfile,
  SecretRetrieval,
  SignInProvider,
  VerificationWhenUnavailable,
  WhenKeyLeaks,
} from "../../../domain/catalogue/api-environment.js";
import type { GatewayKind } from "../../../domain/catalogue/environment-gateway.js";
import type { KeyLifetime } from "../../../domain/catalogue/key-lifetimes.js";
import type { RatePlan } from "../../../domain/catalogue/rate-plan.js";
import type { Id } from "../../../domain/id.js";

export interface ApiDescription {
  name: string;
  version: string;
  documentationUrl: string | null;
}

export const ApiProductRow = defineEntity({
  name: "ApiProductRow",
  tableName: "api_product",
  properties: {
    id: p.text().$type<Id<"prd">>().primary(),
    slug: p.text().unique("api_product_slug_unique"),
    name: p.text(),
    description: p.text(),
    apis: p.json<ApiDescription[]>(),
    embedIds: p.array().columnType("text[]").$type<Id<"prd">[]>(),
    ratePlans: p.json<RatePlan[]>().defaultRaw("'[]'::jsonb"),
    isOpen: p.boolean(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
  },
  indexes: [
    {
      name: "api_product_people_index",
      expression: "create index api_product_people_index on api_product (name collate people, id)",
    },
  ],
});

export const ApiEnvironmentRow = defineEntity({
  name: "ApiEnvironmentRow",
  tableName: "api_environment",
  properties: {
    id: p.text().$type<Id<"env">>().primary(),
    slug: p.text().unique("api_environment_slug_unique"),
    name: p.text(),
    institution: p.text(),
    tier: p.text().$type<EnvironmentTier>(),
    apiBaseUrl: p.text(),
    accessPolicy: p.text().$type<AccessPolicy>(),
    secretRetrieval: p.text().$type<SecretRetrieval>(),
    endUserSignIn: p.text().$type<EndUserSignIn>().default("INSTITUTION"),
    signInProvider: p.json<SignInProvider>().nullable(),
    oauthProfile: p.text().$type<OauthProfile>().default("STANDARD"),
    verificationWhenUnavailable: p.text().$type<VerificationWhenUnavailable>().default("REFUSE"),
    whenKeyLeaks: p.text().$type<WhenKeyLeaks>().default("TELL"),
    gatewayKind: p.text().$type<GatewayKind>().default("BUILT_IN"),
    gatewayCiphertext: p.text().nullable(),
    gatewayKeyId: p.text().nullable(),
    keyLifetimes: p.json<KeyLifetime[]>().defaultRaw("'[]'::jsonb"),
    isOpen: p.boolean(),
    createdAt: p.datetime().columnType("timestamptz(3)"),
  },
  indexes: [
    {
      name: "api_environment_people_index",
      expression: "create index api_environment_people_index on api_environment (name collate people, id)",
    },
    {
      name: "api_environment_institution_index",
      expression:
        "create index api_environment_institution_index on api_environment (institution collate people, name collate people, id)",
    },
  ],
});

export const TermsRow = defineEntity({
  name: "TermsRow",
  tableName: "terms",
  properties: {
    version: p.text().primary(),
    url: p.text().nullable(),
    publishedAt: p.datetime().columnType("timestamptz(3)"),
  },
});
