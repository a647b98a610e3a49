import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { InvitationView } from "../../application/queries/views.js";
import { invitationStatus } from "../../domain/partner/invitation.js";
import type { GraphQLContext } from "../context.js";
import { DeveloperType } from "../developer/types.js";
import { InvitationStatus } from "../types/enums.js";
import { InvitationType } from "./types.js";

@Resolver(() => InvitationType)
export class InvitationResolver {
  @FieldResolver(() => InvitationStatus, { description: "What has become of it as of now." })
  status(@Root() invitation: InvitationView, @Ctx() { clock }: GraphQLContext): InvitationStatus {
    return invitationStatus(invitation, clock.now());
  }

  @FieldResolver(() => DeveloperType, {
    description: "Who made it.",
  })
  invitedBy(@Root() { invitedById }: InvitationView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.load(invitedById);
  }
}
