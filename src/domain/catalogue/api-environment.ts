import { Problems } from "../domain-error.js";
import type { Id } from "../id.js";
import { nameText } from "../text.js";
import { webAddress } from "../web-address.js";

export type AccessPolicy = "AUTOMATIC" | "APPROVAL";
export type SecretRetrieval = "REPEATABLE" | "ONCE";
export type EnvironmentTier = "DEVELOPMENT" | "TEST" | "UAT" | "DEMO" | "PARTNER" | "PRODUCTION";

/** Where applications call APIs; belongs to a financial institution. Operators keep it. */
export interface ApiEnvironment {
  readonly id: Id<"env">;
  readonly slug: string;
  readonly name: string;
  readonly institution: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
  readonly isOpen: boolean;
}

export interface EnvironmentDetails {
  readonly name: string;
  readonly institution: string;
  readonly tier: EnvironmentTier;
  readonly apiBaseUrl: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
}

export interface ApiEnvironmentState extends ApiEnvironment, EnvironmentDetails {
  readonly createdAt: Date;
}

/** The details in stored form. Throws INVALID for every field at once. */
export function checkedEnvironment<Details extends EnvironmentDetails>(details: Details): Details {
  const problems = new Problems();
  const text = (label: string, field: "name" | "institution") =>
    problems.check(() => nameText(details[field], { label, min: 2, max: 80, path: [field] })) ?? "";
  const name = text("The name", "name");
  const institution = text("The institution", "institution");
  const address = () => webAddress(details.apiBaseUrl, "The base URL of the APIs", ["apiBaseUrl"]);
  const apiBaseUrl = problems.check(address) ?? "";
  problems.throwIfAny();
  return { ...details, name, institution, apiBaseUrl };
}
