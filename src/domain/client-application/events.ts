import type { Id } from "../id.js";
import type { Finding } from "../leak.js";
import type { ClientKeyMethod } from "./client-keys.js";
import type { DetailKey } from "./details.js";

interface OfApplication {
  readonly applicationId: Id<"app">;
  readonly partnerId: Id<"prt">;
  /** The owner and the co-owners, once it has happened: whom to tell. */
  readonly ownerIds: readonly Id<"dev">[];
  /** The version that it has led to. */
  readonly version: number;
}

/** Which key is meant. */
export interface KeyFacts {
  readonly id: Id<"key">;
  readonly productId: Id<"prd">;
  readonly environmentId: Id<"env">;
  /** Null until issued. */
  readonly preview: string | null;
}

/** Which request is meant. */
export interface RequestFacts {
  readonly accessRequestId: Id<"req">;
  readonly grantId: Id<"grt">;
  readonly environmentId: Id<"env">;
  readonly productIds: readonly Id<"prd">[];
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
      readonly environmentIds: readonly Id<"env">[];
      /** Those whose keys can be provisioned at once (R16). */
      readonly grantedEnvironmentIds: readonly Id<"env">[];
      /** Those that an operator has to decide about (R17). */
      readonly awaitingEnvironmentIds: readonly Id<"env">[];
    }
  | {
      readonly type: "ClientApplicationEdited";
      readonly details: readonly DetailKey[];
      readonly addedProductIds: readonly Id<"prd">[];
      readonly removedProductIds: readonly Id<"prd">[];
      readonly addedEnvironmentIds: readonly Id<"env">[];
      readonly removedEnvironmentIds: readonly Id<"env">[];
      /** Whose gateways accept something else from now on. */
      readonly affectedEnvironmentIds: readonly Id<"env">[];
      /** Where an operator has to decide about what was added (R17). */
      readonly awaitingEnvironmentIds: readonly Id<"env">[];
      /** Where an operator approved what is told differently now (R17). */
      readonly reviewEnvironmentIds: readonly Id<"env">[];
    }
  | { readonly type: "CredentialsIssued"; readonly environmentId: Id<"env">; readonly keyCount: number }
  | {
      readonly type: "EnvironmentWentLive";
      readonly environmentId: Id<"env">;
      readonly keyIds: readonly Id<"key">[];
    }
  | { readonly type: "ApiKeyRevealed"; readonly apiKeyId: Id<"key">; readonly preview: string }
  | { readonly type: "ClientSecretRevealed"; readonly grantId: Id<"grt">; readonly preview: string }
  | ({ readonly type: "RevealRefused" } & RefusedReveal)
  | ({ readonly type: "AccessApproved" } & RequestFacts)
  /** The environment has come to need no approval. */
  | ({ readonly type: "AccessApprovedByPolicy" } & RequestFacts)
  | ({ readonly type: "AccessRejected"; readonly reason: string } & RequestFacts)
  | ({ readonly type: "AccessRequestedAgain" } & RequestFacts)
  | ({ readonly type: "AccessChangesSeen" } & RequestFacts)
  | { readonly type: "ProvisioningRetried"; readonly grantId: Id<"grt">; readonly environmentId: Id<"env"> }
  | {
      readonly type: "RatePlanGiven";
      readonly productId: Id<"prd">;
      /** Null for the product's default again. */
      readonly ratePlanId: Id<"rpl"> | null;
    }
  | { readonly type: "CoOwnerAdded"; readonly developerId: Id<"dev"> }
  | {
      readonly type: "CoOwnerRemoved";
      readonly developerId: Id<"dev">;
      /** They removed themselves. */
      readonly isOwnWish: boolean;
    }
  | { readonly type: "OwnershipTransferred"; readonly developerId: Id<"dev"> }
  | { readonly type: "ApiKeyRevoked"; readonly key: KeyFacts }
  /** It was found where others can read it; `isRevoked` where its environment wants that. */
  | ({ readonly type: "ApiKeyLeaked"; readonly key: KeyFacts; readonly isRevoked: boolean } & Finding)
  | ({
      readonly type: "ClientSecretLeaked";
      readonly grantId: Id<"grt">;
      readonly environmentId: Id<"env">;
      /** Null for the one before the last rotation. */
      readonly preview: string | null;
      readonly isRetiring: boolean;
      /** It opens nothing while the client shows who it is by keys. */
      readonly isIdle: boolean;
      readonly isRevoked: boolean;
    } & Finding)
  /** R40: from anywhere, where there is no network. */
  | { readonly type: "ApiKeyLimited"; readonly key: KeyFacts; readonly networks: readonly string[] }
  | {
      readonly type: "GrantCredentialsRevoked";
      readonly grantId: Id<"grt">;
      readonly environmentId: Id<"env">;
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
      readonly grantId: Id<"grt">;
      readonly environmentId: Id<"env">;
      readonly overlapHours: number;
      readonly wasRevoked: boolean;
    }
  | {
      readonly type: "ClientKeysSet";
      readonly grantId: Id<"grt">;
      readonly environmentId: Id<"env">;
      /** Null: by its secret again. */
      readonly method: ClientKeyMethod | null;
    }
  | { readonly type: "ClientApplicationDeactivated"; readonly environmentIds: readonly Id<"env">[] }
  | { readonly type: "ClientApplicationRestored"; readonly environmentIds: readonly Id<"env">[] }
  | { readonly type: "ClientApplicationDeleted"; readonly environmentIds: readonly Id<"env">[] };
