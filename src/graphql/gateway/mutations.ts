import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { attempt } from "../attempt.js";
import { environmentIdOf } from "../catalogue/references.js";
import type { GraphQLContext } from "../context.js";
import { ChooseEnvironmentGatewayInput, CreateGatewayTokenInput, RevokeGatewayTokenInput } from "./inputs.js";
import {
  ChooseEnvironmentGatewayPayload,
  CreateGatewayTokenPayload,
  RevokeGatewayTokenPayload,
} from "./payloads.js";

const input = { description: "What to do." };

interface OfToken {
  readonly gatewayTokenId: Id<"gwt">;
  readonly environmentId: Id<"env">;
}

function token({ loaders }: GraphQLContext, { gatewayTokenId, environmentId }: OfToken) {
  return {
    gatewayToken: () => loaders.gatewayToken.load(gatewayTokenId),
    apiEnvironment: () => loaders.environment.load(environmentId),
  };
}

@Resolver()
export class GatewayMutations {
  @Mutation(() => CreateGatewayTokenPayload, {
    nullable: true,
    description:
      "Creates a token by which a gateway of an environment asks about keys; its value is shown only this once. Two work at a time, so that one can take the other's place. Operators only.",
  })
  createGatewayToken(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateGatewayTokenInput, input) request: CreateGatewayTokenInput,
  ): Promise<CreateGatewayTokenPayload> {
    return attempt(
      context,
      (actor) => context.commands.createGatewayToken(actor, request),
      ({ value, ...made }) => ({ value, ...token(context, made) }),
      "SECRETS",
    );
  }

  @Mutation(() => ChooseEnvironmentGatewayPayload, {
    nullable: true,
    description:
      "Chooses what enforces the keys of an environment. A Kong gateway is told of all that is live there; what refuses to be told is in `provisioningFailures`. Operators only.",
  })
  chooseEnvironmentGateway(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ChooseEnvironmentGatewayInput, input) chosen: ChooseEnvironmentGatewayInput,
  ): Promise<ChooseEnvironmentGatewayPayload> {
    return attempt(
      context,
      async (actor) => {
        const apiEnvironmentId = await environmentIdOf(context, chosen.apiEnvironment);
        const kong = chosen.kong
          ? { adminUrl: chosen.kong.adminUrl, token: chosen.kong.token ?? null }
          : null;
        return context.commands.chooseEnvironmentGateway(actor, { apiEnvironmentId, kong });
      },
      ({ apiEnvironmentId }) => ({
        apiEnvironment: () => context.loaders.environment.load(apiEnvironmentId),
      }),
    );
  }

  @Mutation(() => RevokeGatewayTokenPayload, {
    nullable: true,
    description: "Stops a gateway token at once, for good; safe to repeat. Operators only.",
  })
  revokeGatewayToken(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevokeGatewayTokenInput, input) { gatewayTokenId }: RevokeGatewayTokenInput,
  ): Promise<RevokeGatewayTokenPayload> {
    return attempt(
      context,
      (actor) => context.commands.revokeGatewayToken(actor, { gatewayTokenId }),
      (revoked) => token(context, revoked),
    );
  }
}
