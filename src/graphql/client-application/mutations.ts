import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Caller } from "../../application/actor.js";
import type { ApplicationView } from "../../application/queries/views.js";
import type { Edit } from "../../domain/client-application/editing.js";
import type { Registration } from "../../domain/client-application/registration.js";
import type { Id } from "../../domain/id.js";
import { attempt, attemptAsOwner } from "../attempt.js";
import { environmentIdsOf, productIdsOf } from "../catalogue/references.js";
import { edge } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { askedAlong } from "../execution/look-ahead.js";
import type { OnDemand } from "../types/payload.js";
import type { Whole } from "../types/whole.js";
import {
  AddCoOwnerInput,
  DeactivateClientApplicationInput,
  DeleteClientApplicationInput,
  EditClientApplicationInput,
  RegisterClientApplicationInput,
  RemoveCoOwnerInput,
  RestoreClientApplicationInput,
  TransferOwnershipInput,
} from "./inputs.js";
import {
  AddCoOwnerPayload,
  DeactivateClientApplicationPayload,
  DeleteClientApplicationPayload,
  EditClientApplicationPayload,
  RegisterClientApplicationPayload,
  RemoveCoOwnerPayload,
  RestoreClientApplicationPayload,
  TransferOwnershipPayload,
} from "./payloads.js";

const input = { description: "What to do." };

/** Null stays as it is, but for the site URL, which it empties. */
async function editOf(context: GraphQLContext, input: EditClientApplicationInput): Promise<Whole<Edit>> {
  const { products, environments } = input;
  return {
    name: input.name ?? undefined,
    description: input.description ?? undefined,
    siteUrl: input.siteUrl,
    redirectUrls: input.redirectUrls ?? undefined,
    productIds: products ? await productIdsOf(context, products) : undefined,
    environmentIds: environments ? await environmentIdsOf(context, environments) : undefined,
  };
}

async function registrationOf(
  context: GraphQLContext,
  { siteUrl, redirectUrls, products, environments, ...input }: RegisterClientApplicationInput,
): Promise<Registration> {
  return {
    ...input,
    siteUrl: siteUrl ?? null,
    redirectUrls: redirectUrls ?? [],
    productIds: await productIdsOf(context, products),
    environmentIds: await environmentIdsOf(context, environments),
  };
}

/** With all that is asked of it. */
function applicationOf({ clientApplicationId }: { clientApplicationId: Id<"app"> }) {
  const clientApplication: OnDemand<ApplicationView> = (_, { loaders }, info) =>
    loaders.applicationAlong(clientApplicationId, askedAlong(info));
  return { clientApplication };
}

/** Whose list of applications is another now. */
function partnerOf(context: GraphQLContext, { partnerId }: Caller) {
  return { partner: async () => partnerId && context.loaders.partner.load(partnerId) };
}

@Resolver()
export class ClientApplicationMutations {
  @Mutation(() => RegisterClientApplicationPayload, {
    nullable: true,
    description:
      "Registers an application and queues its keys and credentials for each environment (R10 to R17). You are its owner.",
  })
  registerClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RegisterClientApplicationInput, input) registration: RegisterClientApplicationInput,
  ): Promise<RegisterClientApplicationPayload> {
    return attempt(
      context,
      async (actor) =>
        context.commands.registerClientApplication(actor, await registrationOf(context, registration)),
      (registered, actor) => {
        const list = context.reads.clientApplications.ofPartner;
        const application = () => context.loaders.application.load(registered.clientApplicationId);
        const clientApplication: OnDemand<ApplicationView> = (_, { loaders }, info) =>
          loaders.registeredAlong(registered.registered, askedAlong(info));
        return {
          clientApplication,
          clientApplicationEdge: () => edge(list, application()),
          ...partnerOf(context, actor),
        };
      },
    );
  }

  @Mutation(() => EditClientApplicationPayload, {
    nullable: true,
    description:
      "Changes an application, all or nothing; new keys are queued, and the keys of what is removed are deleted for good (R24 to R26). Owners only.",
  })
  editClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => EditClientApplicationInput, input) edit: EditClientApplicationInput,
  ): Promise<EditClientApplicationPayload> {
    const { clientApplicationId, expectedVersion } = edit;
    return attemptAsOwner(
      context,
      async (caller) =>
        context.commands.editClientApplication(caller, {
          clientApplicationId,
          expectedVersion,
          ...(await editOf(context, edit)),
        }),
      applicationOf,
    );
  }

  @Mutation(() => AddCoOwnerPayload, {
    nullable: true,
    description:
      "Shares an application with a colleague, who sees its credentials from that moment (R20, R21). Owners only; all owners are told.",
  })
  addCoOwner(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => AddCoOwnerInput, input) { clientApplicationId, developerId }: AddCoOwnerInput,
  ): Promise<AddCoOwnerPayload> {
    return attempt(
      context,
      (actor) => context.commands.addCoOwner(actor, { clientApplicationId, developerId }),
      applicationOf,
    );
  }

  @Mutation(() => RemoveCoOwnerPayload, {
    nullable: true,
    description:
      "Ends a co-ownership: the owner may end any, a co-owner their own (R22). All owners and the one removed are told.",
  })
  removeCoOwner(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RemoveCoOwnerInput, input) { clientApplicationId, developerId }: RemoveCoOwnerInput,
  ): Promise<RemoveCoOwnerPayload> {
    return attempt(
      context,
      (actor) => context.commands.removeCoOwner(actor, { clientApplicationId, developerId }),
      applicationOf,
    );
  }

  @Mutation(() => TransferOwnershipPayload, {
    nullable: true,
    description:
      "Makes a co-owner the owner; the former owner stays on as a co-owner (R23). All owners are told.",
  })
  transferOwnership(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => TransferOwnershipInput, input) {
      clientApplicationId,
      developerId,
    }: TransferOwnershipInput,
  ): Promise<TransferOwnershipPayload> {
    return attempt(
      context,
      (actor) => context.commands.transferOwnership(actor, { clientApplicationId, developerId }),
      applicationOf,
    );
  }

  @Mutation(() => DeactivateClientApplicationPayload, {
    nullable: true,
    description:
      "Stops all keys and credentials in all environments until it is restored; safe to repeat (R29). Owners only; all owners are told.",
  })
  deactivateClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => DeactivateClientApplicationInput, input) {
      clientApplicationId,
    }: DeactivateClientApplicationInput,
  ): Promise<DeactivateClientApplicationPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.deactivateClientApplication(caller, { clientApplicationId }),
      applicationOf,
    );
  }

  @Mutation(() => RestoreClientApplicationPayload, {
    nullable: true,
    description:
      "Lets exactly the keys and credentials that worked before work again; safe to repeat (R29). Owners only; all owners are told.",
  })
  restoreClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RestoreClientApplicationInput, input) {
      clientApplicationId,
    }: RestoreClientApplicationInput,
  ): Promise<RestoreClientApplicationPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.restoreClientApplication(caller, { clientApplicationId }),
      applicationOf,
    );
  }

  @Mutation(() => DeleteClientApplicationPayload, {
    nullable: true,
    description:
      "Deletes an application for good: keys and credentials stop working everywhere, all secrets are destroyed, and its name is free again (R31). Ask `deletionImpact` first. Owners only; all owners are told.",
  })
  deleteClientApplication(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => DeleteClientApplicationInput, input)
    { clientApplicationId, confirmName }: DeleteClientApplicationInput,
  ): Promise<DeleteClientApplicationPayload> {
    return attemptAsOwner(
      context,
      (caller) => context.commands.deleteClientApplication(caller, { clientApplicationId, confirmName }),
      (_, caller) => ({ deletedClientApplicationId: clientApplicationId, ...partnerOf(context, caller) }),
    );
  }
}
