import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { attemptAsOwner } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import {
  LimitApiKeyToNetworksInput,
  RequestAccessAgainInput,
  RevealApiKeyInput,
  RevealClientSecretInput,
  RevokeApiKeyInput,
  RevokeGrantCredentialsInput,
  RotateApiKeyInput,
  RotateClientSecretInput,
  SetClientKeysInput,
} from "./credential-inputs.js";
import {
  LimitApiKeyToNetworksPayload,
  RequestAccessAgainPayload,
  RevealApiKeyPayload,
  RevealClientSecretPayload,
  RevokeApiKeyPayload,
  RevokeGrantCredentialsPayload,
  RotateApiKeyPayload,
  RotateClientSecretPayload,
  SetClientKeysPayload,
} from "./credential-payloads.js";
import { requested } from "./requested.js";

const input = { description: "What to do." };

async function grantOf({ loaders }: GraphQLContext, apiKeyId: Id<"key">) {
  const key = await loaders.key.load(apiKeyId);
  return key && loaders.grant.load(key.grantId);
}

@Resolver()
export class CredentialMutations {
  @Mutation(() => RevealApiKeyPayload, {
    nullable: true,
    description: "Shows an API key in clear. Owners only; every view is recorded (R18, R19).",
  })
  revealApiKey(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevealApiKeyInput, input) { apiKeyId }: RevealApiKeyInput,
  ): Promise<RevealApiKeyPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.revealApiKey(caller, { apiKeyId }),
      ({ value }) => ({ value, apiKey: () => context.loaders.key.load(apiKeyId) }),
      "SECRETS",
    );
  }

  @Mutation(() => RevealClientSecretPayload, {
    nullable: true,
    description: "Shows a client secret in clear. Owners only; every view is recorded (R18, R19).",
  })
  revealClientSecret(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevealClientSecretInput, input) { grantId }: RevealClientSecretInput,
  ): Promise<RevealClientSecretPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.revealClientSecret(caller, { grantId }),
      ({ value }) => ({ value, grant: () => context.loaders.grant.load(grantId) }),
      "SECRETS",
    );
  }

  @Mutation(() => LimitApiKeyToNetworksPayload, {
    nullable: true,
    description:
      "Lets a key be used from these networks alone, or again from anywhere; gateways refuse it from elsewhere at once (R40). Its successors are limited alike. Owners only; all owners are told.",
  })
  limitApiKeyToNetworks(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => LimitApiKeyToNetworksInput, input) limit: LimitApiKeyToNetworksInput,
  ): Promise<LimitApiKeyToNetworksPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.limitApiKeyToNetworks(caller, limit),
      ({ apiKeyId }) => ({ apiKey: () => context.loaders.key.load(apiKeyId) }),
    );
  }

  @Mutation(() => RevokeApiKeyPayload, {
    nullable: true,
    description:
      "Revokes one key for good; the others keep working. Rotating it creates a new one (R27). Owners only; all owners are told.",
  })
  revokeApiKey(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevokeApiKeyInput, input) { apiKeyId }: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.revokeApiKey(caller, { apiKeyId }),
      () => ({
        apiKey: () => context.loaders.key.load(apiKeyId),
        grant: () => grantOf(context, apiKeyId),
      }),
    );
  }

  @Mutation(() => RevokeGrantCredentialsPayload, {
    nullable: true,
    description:
      "Revokes every key and the client credentials of one environment for good; other environments keep working (R27). Owners only; all owners are told.",
  })
  revokeGrantCredentials(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevokeGrantCredentialsInput, input) { grantId }: RevokeGrantCredentialsInput,
  ): Promise<RevokeGrantCredentialsPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.revokeGrantCredentials(caller, { grantId }),
      () => ({ grant: () => context.loaders.grant.load(grantId) }),
    );
  }

  @Mutation(() => RotateApiKeyPayload, {
    nullable: true,
    description:
      "Creates a successor to a key, which itself keeps working for the overlap; a revoked key gets a successor too (R27, R28). Owners only; all owners are told.",
  })
  rotateApiKey(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RotateApiKeyInput, input) { apiKeyId, overlapHours }: RotateApiKeyInput,
  ): Promise<RotateApiKeyPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.rotateApiKey(caller, { apiKeyId, overlapHours }),
      ({ successorId }) => ({
        apiKey: () => context.loaders.key.load(apiKeyId),
        successor: () => context.loaders.key.load(successorId),
        grant: () => grantOf(context, apiKeyId),
      }),
      "SECRETS",
    );
  }

  @Mutation(() => SetClientKeysPayload, {
    nullable: true,
    description:
      "Has a client show who it is by keys or a certificate in place of its secret, which is not accepted meanwhile (RFC 7523, RFC 8705). Owners only; all owners are told.",
  })
  setClientKeys(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => SetClientKeysInput, input) keys: SetClientKeysInput,
  ): Promise<SetClientKeysPayload> {
    const { grantId, method, jwks, jwksUri, tlsSubject } = keys;
    const given = {
      jwks: jwks ?? undefined,
      jwksUri: jwksUri ?? undefined,
      tlsSubject: tlsSubject ?? undefined,
    };
    return attemptAsOwner(
      context,
      (caller) =>
        context.commands.setClientKeys(caller, { grantId, method: method ?? "PRIVATE_KEY_JWT", ...given }),
      () => ({ grant: () => context.loaders.grant.load(grantId) }),
      "SECRETS",
    );
  }

  @Mutation(() => RotateClientSecretPayload, {
    nullable: true,
    description:
      "Creates a new client secret while the old one keeps working for the overlap; revoked credentials are replaced by a new pair (R27, R28). Owners only; all owners are told.",
  })
  rotateClientSecret(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RotateClientSecretInput, input) { grantId, overlapHours }: RotateClientSecretInput,
  ): Promise<RotateClientSecretPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.rotateClientSecret(caller, { grantId, overlapHours }),
      () => ({ grant: () => context.loaders.grant.load(grantId) }),
      "SECRETS",
    );
  }

  @Mutation(() => RequestAccessAgainPayload, {
    nullable: true,
    description:
      "Asks for an environment again after a rejection, with a note for the operators (R17). Owners only.",
  })
  requestAccessAgain(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RequestAccessAgainInput, input) { accessRequestId, note }: RequestAccessAgainInput,
  ): Promise<RequestAccessAgainPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.requestAccessAgain(caller, { accessRequestId, note }),
      () => requested(context, accessRequestId),
    );
  }
}
