interface OfApplication {
  readonly applicationId: string;
  readonly partnerId: string;
}

export interface EnvironmentRef {
  readonly id: string;
  readonly name: string;
}

export type ClientApplicationEvent = OfApplication &
  (
    | {
        readonly type: "ClientApplicationRegistered";
        readonly name: string;
        readonly environments: readonly EnvironmentRef[];
        /** Those whose keys can be provisioned at once (R16); the others await approval (R17). */
        readonly grantedEnvironmentIds: readonly string[];
      }
    | { readonly type: "CredentialsIssued"; readonly environment: EnvironmentRef; readonly keyCount: number }
    | {
        readonly type: "EnvironmentWentLive";
        readonly environment: EnvironmentRef;
        readonly keyIds: readonly string[];
      }
    | {
        readonly type: "ApiKeyRevealed";
        readonly apiKeyId: string;
        readonly preview: string;
      }
    | { readonly type: "ClientSecretRevealed"; readonly grantId: string; readonly preview: string }
  );
