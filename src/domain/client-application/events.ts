interface OfApplication {
  readonly applicationId: string;
  readonly partnerId: string;
  readonly applicationName: string;
  /** The owner and the co-owners, once it has happened: whom to tell. */
  readonly ownerIds: readonly string[];
  /** The version that it has led to. */
  readonly version: number;
}

export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

/** What a person needs to know which key is meant. */
export interface KeyRef {
  readonly id: string;
  readonly productName: string;
  readonly environment: EnvironmentRef;
  /** Null until issued. */
  readonly preview: string | null;
}

export interface RefusedReveal {
  readonly what: "an API key" | "a client secret";
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
      readonly environments: readonly EnvironmentRef[];
      /** Those whose keys can be provisioned at once (R16). */
      readonly grantedEnvironmentIds: readonly string[];
      /** Those that an operator has to decide about (R17). */
      readonly awaitingEnvironmentIds: readonly string[];
    }
  | {
      readonly type: "ClientApplicationEdited";
      /** What else has changed, in words: "name", "redirect URLs". */
      readonly details: readonly string[];
      readonly oldName: string;
      readonly addedProducts: readonly string[];
      readonly removedProducts: readonly string[];
      readonly addedEnvironments: readonly string[];
      readonly removedEnvironments: readonly string[];
      readonly affectedEnvironmentIds: readonly string[];
      /** Added ones that an operator has to decide about (R17). */
      readonly awaitingEnvironmentIds: readonly string[];
    }
  | { readonly type: "CredentialsIssued"; readonly environment: EnvironmentRef; readonly keyCount: number }
  | {
      readonly type: "EnvironmentWentLive";
      readonly environment: EnvironmentRef;
      readonly keyIds: readonly string[];
    }
  | { readonly type: "ApiKeyRevealed"; readonly apiKeyId: string; readonly preview: string }
  | { readonly type: "ClientSecretRevealed"; readonly grantId: string; readonly preview: string }
  | ({ readonly type: "RevealRefused" } & RefusedReveal)
  | { readonly type: "AccessApproved"; readonly grantId: string; readonly environment: EnvironmentRef }
  | {
      readonly type: "AccessRejected";
      readonly grantId: string;
      readonly environment: EnvironmentRef;
      readonly reason: string;
    }
  | { readonly type: "AccessRequestedAgain"; readonly grantId: string; readonly environment: EnvironmentRef }
  | { readonly type: "ProvisioningRetried"; readonly grantId: string; readonly environment: EnvironmentRef }
  | { readonly type: "CoOwnerAdded"; readonly developerId: string }
  | {
      readonly type: "CoOwnerRemoved";
      readonly developerId: string;
      /** He has removed himself. */
      readonly isOwnWish: boolean;
    }
  | { readonly type: "OwnershipTransferred"; readonly developerId: string }
  | { readonly type: "ApiKeyRevoked"; readonly key: KeyRef }
  | {
      readonly type: "GrantCredentialsRevoked";
      readonly grantId: string;
      readonly environment: EnvironmentRef;
      readonly keyCount: number;
    }
  | {
      readonly type: "ApiKeyRotated";
      readonly key: KeyRef;
      readonly overlapHours: number;
      readonly wasRevoked: boolean;
    }
  | {
      readonly type: "ClientSecretRotated";
      readonly grantId: string;
      readonly environment: EnvironmentRef;
      readonly overlapHours: number;
      readonly wasRevoked: boolean;
    }
  | { readonly type: "ClientApplicationDeactivated"; readonly environmentIds: readonly string[] }
  | { readonly type: "ClientApplicationRestored"; readonly environmentIds: readonly string[] }
  | { readonly type: "ClientApplicationDeleted"; readonly environmentIds: readonly string[] };
