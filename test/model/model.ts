import type { Command, Environment, Name } from "./commands.js";

export interface ModelKey {
  /** Null until the product has told it. */
  id: string | null;
  product: string;
  isIssued: boolean;
  isProvisioned: boolean;
  isRevoked: boolean;
  wasShown: boolean;
  /** Milliseconds; null for never. */
  expiresAt: number | null;
}

export interface ModelCredentials {
  hasSecret: boolean;
  isRevoked: boolean;
  wasShown: boolean;
  retiringUntil: number | null;
}

export interface ModelGrant {
  environment: Environment;
  isApproved: boolean;
  keys: ModelKey[];
  credentials: ModelCredentials | null;
}

/** What the rules say of one application, written without looking at how it is built. */
export interface Model {
  isConfidential: boolean;
  isDeleted: boolean;
  isDeactivated: boolean;
  name: string;
  version: number;
  owner: Name;
  coOwners: Name[];
  /** Who is no longer a member. */
  departed: Name[];
  products: string[];
  redirectUrls: string[];
  grants: ModelGrant[];
  now: number;
}

export type Outcome = { readonly refused: string } | { readonly changed: boolean };

export const refused = (code: string): Outcome => ({ refused: code });
export const changed: Outcome = { changed: true };
export const unchanged: Outcome = { changed: false };

export function newKey(product: string): ModelKey {
  return {
    id: null,
    product,
    isIssued: false,
    isProvisioned: false,
    isRevoked: false,
    wasShown: false,
    expiresAt: null,
  };
}

export function newGrant(environment: Environment, products: string[]): ModelGrant {
  const isApproved = environment !== "production";
  return { environment, isApproved, keys: products.map(newKey), credentials: null };
}

export function newModel(isConfidential: boolean, products: string[], environments: Environment[]): Model {
  return {
    isConfidential,
    isDeleted: false,
    isDeactivated: false,
    name: "Ledger",
    version: 1,
    owner: "ada",
    coOwners: [],
    departed: [],
    products,
    redirectUrls: ["https://ledger.example/callback"],
    grants: environments.map((environment) => newGrant(environment, products)),
    now: 0,
  };
}

export const owners = ({ owner, coOwners }: Model): Name[] => [owner, ...coOwners];
export const isOver = (key: ModelKey, { now }: Model) => key.expiresAt !== null && key.expiresAt <= now;
export const isAlive = (key: ModelKey, model: Model) => !key.isRevoked && !isOver(key, model);

/** The table of domain.md, first match wins. */
export function statusOf(key: ModelKey, grant: ModelGrant, model: Model): string {
  if (key.isRevoked) return "REVOKED";
  if (isOver(key, model)) return "EXPIRED";
  if (!grant.isApproved) return "AWAITING_APPROVAL";
  if (model.isDeactivated) return "SUSPENDED";
  return key.isProvisioned ? "ACTIVE" : "PROVISIONING";
}

/** R18, R21: what stands before every command of a person; undefined when nothing does. */
export function refusedBefore(model: Model, { kind, by }: Command & { by: Name }): Outcome | undefined {
  if (model.departed.includes(by)) return refused("NOT_A_MEMBER");
  if (model.isDeleted || by === "stranger") return refused("NOT_FOUND");
  if (kind === "transferOwnership") return undefined;
  return owners(model).includes(by) ? undefined : refused("NOT_AN_OWNER");
}
