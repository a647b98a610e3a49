export type AccessPolicy = "AUTOMATIC" | "APPROVAL";
export type SecretRetrieval = "REPEATABLE" | "ONCE";
export type EnvironmentTier = "DEVELOPMENT" | "TEST" | "UAT" | "DEMO" | "PARTNER" | "PRODUCTION";

/** Where applications call APIs; belongs to a financial institution. Plain reference data; operators keep it. */
export interface ApiEnvironment {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly institution: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
  readonly isOpen: boolean;
}
