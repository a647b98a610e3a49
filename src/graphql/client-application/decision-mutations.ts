import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { ApproveAccessInput, RejectAccessInput, RetryProvisioningInput } from "./decision-inputs.js";
import { ApproveAccessPayload, RejectAccessPayload, RetryProvisioningPayload } from "./decision-payloads.js";

const input = { description: "What to do." };

@Resolver()
export class DecisionMutations {
  @Mutation(() => ApproveAccessPayload, {
    description:
      "Lets an application into an environment; its keys are queued and all owners told (R17). Operators of another company than the applying one.",
  })
  approveAccess(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ApproveAccessInput, input) { grantId }: ApproveAccessInput,
  ): Promise<ApproveAccessPayload> {
    return attempt(
      context,
      (actor) => context.commands.approveAccess(actor, { grantId }),
      async ({ grantId }) => ({ grant: await context.loaders.grant.load(grantId) }),
    );
  }

  @Mutation(() => RejectAccessPayload, {
    description:
      "Keeps an application out of an environment; all owners are told the reason (R17). Operators of another company than the applying one.",
  })
  rejectAccess(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RejectAccessInput, input) { grantId, reason }: RejectAccessInput,
  ): Promise<RejectAccessPayload> {
    return attempt(
      context,
      (actor) => context.commands.rejectAccess(actor, { grantId, reason }),
      async ({ grantId }) => ({ grant: await context.loaders.grant.load(grantId) }),
    );
  }

  @Mutation(() => RetryProvisioningPayload, {
    description: "Has a failing gateway told again at once. Operators only.",
  })
  retryProvisioning(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RetryProvisioningInput, input) { grantId }: RetryProvisioningInput,
  ): Promise<RetryProvisioningPayload> {
    return attempt(
      context,
      (actor) => context.commands.retryProvisioning(actor, { grantId }),
      async ({ grantId }) => ({ grant: await context.loaders.grant.load(grantId) }),
    );
  }
}
