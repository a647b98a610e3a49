import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import { productIdOf } from "../catalogue/references.js";
import type { GraphQLContext } from "../context.js";
import {
  ApproveAccessInput,
  GiveRatePlanInput,
  RejectAccessInput,
  RetryProvisioningInput,
  SeeAccessChangesInput,
} from "./decision-inputs.js";
import {
  ApproveAccessPayload,
  GiveRatePlanPayload,
  RejectAccessPayload,
  RetryProvisioningPayload,
  SeeAccessChangesPayload,
} from "./decision-payloads.js";
import { requested } from "./requested.js";

const input = { description: "What to do." };

@Resolver()
export class DecisionMutations {
  @Mutation(() => ApproveAccessPayload, {
    nullable: true,
    description:
      "Lets an application into an environment; its keys are queued and all owners are told (R17). Operators from a company other than the applicant's.",
  })
  approveAccess(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ApproveAccessInput, input) { accessRequestId }: ApproveAccessInput,
  ): Promise<ApproveAccessPayload> {
    return attempt(
      context,
      (actor) => context.commands.approveAccess(actor, { accessRequestId }),
      () => requested(context, accessRequestId),
    );
  }

  @Mutation(() => RejectAccessPayload, {
    nullable: true,
    description:
      "Keeps an application out of an environment; all owners are told the reason (R17). Operators from a company other than the applicant's.",
  })
  rejectAccess(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RejectAccessInput, input) { accessRequestId, reason }: RejectAccessInput,
  ): Promise<RejectAccessPayload> {
    return attempt(
      context,
      (actor) => context.commands.rejectAccess(actor, { accessRequestId, reason }),
      () => requested(context, accessRequestId),
    );
  }

  @Mutation(() => SeeAccessChangesPayload, {
    nullable: true,
    description:
      "Takes an approved request off the list of those that have changed since (R17). Operators of another company only.",
  })
  seeAccessChanges(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => SeeAccessChangesInput, input) { accessRequestId }: SeeAccessChangesInput,
  ): Promise<SeeAccessChangesPayload> {
    return attempt(
      context,
      (actor) => context.commands.seeAccessChanges(actor, { accessRequestId }),
      () => requested(context, accessRequestId),
    );
  }

  @Mutation(() => RetryProvisioningPayload, {
    nullable: true,
    description: "Tells a failing gateway again at once. Operators only.",
  })
  retryProvisioning(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RetryProvisioningInput, input) { grantId }: RetryProvisioningInput,
  ): Promise<RetryProvisioningPayload> {
    return attempt(
      context,
      (actor) => context.commands.retryProvisioning(actor, { grantId }),
      ({ grantId }) => ({ grant: () => context.loaders.grant.load(grantId) }),
    );
  }

  @Mutation(() => GiveRatePlanPayload, {
    nullable: true,
    description:
      "Gives an application another plan of one of its products, which its keys are counted by at once; its owners are told (R35). Operators of another company only.",
  })
  giveRatePlan(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => GiveRatePlanInput, input) given: GiveRatePlanInput,
  ): Promise<GiveRatePlanPayload> {
    const { clientApplicationId, ratePlanId = null } = given;
    return attempt(
      context,
      async (actor) => {
        const apiProductId = await productIdOf(context, given.apiProduct);
        return context.commands.giveRatePlan(actor, { clientApplicationId, apiProductId, ratePlanId });
      },
      () => ({ clientApplication: () => context.loaders.application.load(clientApplicationId) }),
    );
  }
}
