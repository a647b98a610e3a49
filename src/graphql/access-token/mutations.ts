import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { CreateAccessTokenInput, RevokeAccessTokenInput } from "./inputs.js";
import { CreateAccessTokenPayload, RevokeAccessTokenPayload } from "./payloads.js";

const input = { description: "What to do." };

@Resolver()
export class AccessTokenMutations {
  @Mutation(() => CreateAccessTokenPayload, {
    nullable: true,
    description: "Creates a personal access token; its value is shown only this once. Needs a session.",
  })
  createAccessToken(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateAccessTokenInput, input) request: CreateAccessTokenInput,
  ): Promise<CreateAccessTokenPayload> {
    return attempt(
      context,
      (actor) => context.commands.createAccessToken(actor, request),
      async ({ accessTokenId, value }) => ({
        value,
        accessToken: await context.loaders.accessToken.load(accessTokenId),
      }),
      "SESSION",
    );
  }

  @Mutation(() => RevokeAccessTokenPayload, {
    nullable: true,
    description: "Stops a token at once, for good; safe to repeat.",
  })
  revokeAccessToken(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RevokeAccessTokenInput, input) { accessTokenId }: RevokeAccessTokenInput,
  ): Promise<RevokeAccessTokenPayload> {
    return attempt(
      context,
      (actor) => context.commands.revokeAccessToken(actor, { accessTokenId }),
      async ({ accessTokenId }) => ({ accessToken: await context.loaders.accessToken.load(accessTokenId) }),
    );
  }
}
