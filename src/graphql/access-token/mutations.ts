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
  const accessToken = () => context.loaders.accessToken.load(accessTokenId);
  return {
    accessToken,
    developer: () => context.loaders.developer.load(developerId),
    partner: async () => {
      const partnerId = (await accessToken())?.partnerId;
      return partnerId ? context.loaders.partner.load(partnerId) : null;
    },
  };
}

@Resolver()
export class AccessTokenMutations {
  @Mutation(() => CreateAccessTokenPayload, {
    nullable: true,
    description:
      "Creates an access token of your own, or of the company's (ADMINs); its value is shown only this once. Needs a session. You are told by mail; of one of the company's, all its ADMINs and the owners of what it names.",
  })
  createAccessToken(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => CreateAccessTokenInput, input) request: CreateAccessTokenInput,
  ): Promise<CreateAccessTokenPayload> {
    const { clientApplicationIds: namedIds, ...asked } = request;
    return attempt(
      context,
      (actor) => context.commands.createAccessToken(actor, { ...asked, namedIds }),
      ({ accessTokenId, value }, actor) => {
        const made = token(context, accessTokenId, actor);
        const { ofDeveloper, ofPartner } = context.reads.accessTokens;
        const list = asked.owner === "COMPANY" ? ofPartner : ofDeveloper;
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
