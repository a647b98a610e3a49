import type { DetailKey } from "./details.js";

interface OfApplication {
  readonly applicationId: string;
  readonly partnerId: string;
  /** The owner and the co-owners, once it has happened: whom to tell. */
  readonly ownerIds: readonly string[];
  /** The version that it has led to. */
  readonly version: number;
}

/** Which key is meant. */
export interface KeyFacts {
  readonly id: string;
  readonly productId: string;
  readonly environmentId: string;
  /** Null until issued. */
  readonly preview: string | null;
}

/** Which request is meant. */
export interface RequestFacts {
  readonly accessRequestId: string;
  readonly grantId: string;
  readonly environmentId: string;
  readonly productIds: readonly string[];
}

export interface RefusedReveal {
  readonly what: "API_KEY" | "CLIENT_SECRET";
  /** The key or the grant. */
  readonly subjectId: string;
  /** Why: the code of the refusal. */
  readonly code: string;
}

export type ClientApplicationEvent = OfApplication & Happening;

/** What has happened, without to which application. */
export type Happening =
  | {
      readonly type: "ClientApplicationRegistered";
      readonly environmentIds: readonly string[];
      /** Those whose keys can be provisioned at once (R16). */
      readonly grantedEnvironmentIds: readonly string[];
      /** Those that an operator has to decide about (R17). */
      readonly awaitingEnvironmentIds: readonly string[];
    }
  | {
      readonly type: "ClientApplicationEdited";
      readonly details: readonly DetailKey[];
      readonly addedProductIds: readonly string[];
      readonly removedProductIds: readonly string[];
      readonly addedEnvironmentIds: readonly string[];
      readonly removedEnvironmentIds: readonly string[];
      /** Whose gateways accept something else from now on. */
      readonly affectedEnvironmentIds: readonly string[];
      /** Where an operator has to decide about what was added (R17). */
      readonly awaitingEnvironmentIds: readonly string[];
      /** Where an operator approved what is told differently now (R17). */
      readonly reviewEnvironmentIds: readonly string[];
    }
  | { readonly type: "CredentialsIssued"; readonly environmentId: string; readonly keyCount: number }
  | {
      readonly type: "EnvironmentWentLive";
      readonly environmentId: string;
      readonly keyIds: readonly string[];
    }
  | { readonly type: "ApiKeyRevealed"; readonly apiKeyId: string; readonly preview: string }
  | { readonly type: "ClientSecretRevealed"; readonly grantId: string; readonly preview: string }
  | ({ readonly type: "RevealRefused" } & RefusedReveal)
  | ({ readonly type: "AccessApproved" } & RequestFacts)
  | ({ readonly type: "AccessRejected"; readonly reason: string } & RequestFacts)
  | ({ readonly type: "AccessRequestedAgain" } & RequestFacts)
  | ({ readonly type: "AccessChangesSeen" } & RequestFacts)
  | { readonly type: "ProvisioningRetried"; readonly grantId: string; readonly environmentId: string }
  | { readonly type: "CoOwnerAdded"; readonly developerId: string }
  | {
      readonly type: "CoOwnerRemoved";
      readonly developerId: string;
      /** He has removed himself. */
      readonly isOwnWish: boolean;
    }
  | { readonly type: "OwnershipTransferred"; readonly developerId: string }
  | { readonly type: "ApiKeyRevoked"; readonly key: KeyFacts }
  | {
      readonly type: "GrantCredentialsRevoked";
      readonly grantId: string;
      readonly environmentId: string;
      readonly keyCount: number;
    }
  | {
      readonly type: "ApiKeyRotated";
      readonly key: KeyFacts;
      readonly overlapHours: number;
      readonly wasRevoked: boolean;
    }
  | {
      readonly type: "ClientSecretRotated";
      readonly grantId: string;
      readonly environmentId: string;
      readonly overlapHours: number;
      readonly wasRevoked: boolean;
    }
  | { readonly type: "ClientApplicationDeactivated"; readonly environmentIds: readonly string[] }
  | { readonly type: "ClientApplicationRestored"; readonly environmentIds: readonly string[] }
  | { readonly type: "ClientApplicationDeleted"; readonly environmentIds: readonly string[] };
