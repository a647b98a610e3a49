import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Actor } from "../../application/actor.js";
import type { Id } from "../../domain/id.js";
import { attempt } from "../attempt.js";
import { edge } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { CreateAccessTokenInput, RevokeAccessTokenInput } from "./inputs.js";
import { CreateAccessTokenPayload, RevokeAccessTokenPayload } from "./payloads.js";

const input = { description: "What to do." };

/** A token, and whose list of them is another now. */
function token(context: GraphQLContext, accessTokenId: Id<"pat">, { developerId }: Actor) {
  return {
    accessToken: () => context.loaders.accessToken.load(accessTokenId),
    developer: () => context.loaders.developer.load(developerId),
  };
}

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
      ({ accessTokenId, value }, actor) => {
        const made = token(context, accessTokenId, actor);
        const list = context.reads.accessTokens.ofDeveloper;
        return { value, ...made, accessTokenEdge: () => edge(list, made.accessToken()) };
      },
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
      ({ accessTokenId }, actor) => token(context, accessTokenId, actor),
    );
  }
}
