import { Field, ID, InputType } from "type-graphql";
import type { ActorId } from "../../application/actor-id.js";
import type {
  ApplicationFilter,
  PartnerActivityFilter as AskedEntries,
  AnyApplicationFilter as AskedOfAll,
  AccessRequestFilter as AskedRequests,
  KeyFilter,
} from "../../application/queries/read-model.js";
import type { Id } from "../../domain/id.js";
import {
  ApiEnvironmentReference,
  ApiProductReference,
  environmentIdOf,
  productIdOf,
} from "../catalogue/references.js";
import type { GraphQLContext } from "../context.js";
import { DateTime } from "../scalars.js";
import { signedIn } from "../signed-in.js";
import {
  ActivityAction,
  ApiKeyStatus,
  ApplicationStatus,
  ApplicationType,
  GrantStatus,
} from "../types/enums.js";
import {
  AccessRequestOrder,
  ActivityOrder,
  ClientApplicationOrder,
  ProvisioningFailureOrder,
} from "../types/orders.js";
import { listArgs } from "../types/page-args.js";

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "Which keys: those that meet every condition given." })
export class ApiKeyFilter implements KeyFilter {
  @Field(() => ApiKeyStatus, optional("With this status now."))
  readonly status?: ApiKeyStatus | null;

  @Field(
    () => DateTime,
    optional("That expire, or have expired, before this; with the status ACTIVE, those to rotate in time."),
  )
  readonly expiresBefore?: Date | null;
}

@InputType({ description: "Which applications to list: those that meet every condition given." })
export class ClientApplicationFilter {
  @Field(() => ApplicationStatus, optional("Active or deactivated ones."))
  readonly status?: ApplicationStatus | null;

  @Field(() => ApplicationType, optional("Of one type."))
  readonly type?: ApplicationType | null;

  @Field(() => Boolean, optional("True: only those that you own or co-own."))
  readonly ownedByMe?: boolean | null;

  @Field(() => String, optional("Part of the name or description, ignoring case."))
  readonly search?: string | null;

  @Field(() => ApiEnvironmentReference, optional("With a grant for this environment."))
  readonly environment?: ApiEnvironmentReference | null;

  @Field(() => ApiProductReference, optional("With this product."))
  readonly product?: ApiProductReference | null;

  @Field(() => ApiKeyFilter, optional("With at least one such key."))
  readonly key?: ApiKeyFilter | null;
}

export const ClientApplicationsArgs = listArgs(ClientApplicationOrder, "NAME", ClientApplicationFilter);

@InputType({
  description: "Which applications of all companies: those that meet every condition given.",
})
export class AnyClientApplicationFilter implements AskedOfAll {
  @Field(() => String, optional("Part of the name or description, ignoring case."))
  readonly search?: string | null;

  @Field(() => ID, optional("Of this partner."))
  readonly partnerId?: Id<"prt"> | null;
}

export const AnyClientApplicationsArgs = listArgs(ClientApplicationOrder, "NAME", AnyClientApplicationFilter);

export async function applicationFilterOf(
  context: GraphQLContext,
  filter: ClientApplicationFilter,
): Promise<ApplicationFilter> {
  const { status, ownedByMe, environment, product, ...rest } = filter;
  return {
    ...rest,
    isDeactivated: status && status === "DEACTIVATED",
    ownedBy: ownedByMe ? (signedIn(context).developerId ?? "dev_") : null,
    environmentId: environment && (await environmentIdOf(context, environment)),
    productId: product && (await productIdOf(context, product)),
  };
}

@InputType({ description: "Which entries of an audit trail: those that meet every condition given." })
export class ActivityFilter {
  @Field(() => [ActivityAction], optional("Any of these was done."))
  readonly actions?: ActivityAction[] | null;

  @Field(() => ID, optional("This developer, or this access token of the company's, did it."))
  readonly actorId?: ActorId | null;

  @Field(() => DateTime, optional("At this instant or later."))
  readonly since?: Date | null;

  @Field(() => DateTime, optional("Before this instant."))
  readonly until?: Date | null;
}

export const ActivityArgs = listArgs(ActivityOrder, "NEWEST", ActivityFilter);

@InputType({
  description: "Which entries of a company's audit trail: those that meet every condition given.",
})
export class PartnerActivityFilter extends ActivityFilter {
  @Field(() => ID, optional("It was about this application, which may have been deleted since."))
  readonly clientApplicationId?: Id<"app"> | null;
}

export const PartnerActivityArgs = listArgs(ActivityOrder, "NEWEST", PartnerActivityFilter);

export function entryFilterOf({ clientApplicationId, ...filter }: PartnerActivityFilter): AskedEntries {
  return { ...filter, applicationId: clientApplicationId };
}

@InputType({ description: "Which access requests: those that meet every condition given." })
export class AccessRequestFilter {
  @Field(() => GrantStatus, optional("With this decision."))
  readonly status?: GrantStatus | null;

  @Field(() => ApiEnvironmentReference, optional("For this environment."))
  readonly environment?: ApiEnvironmentReference | null;

  @Field(() => ID, optional("Of this partner."))
  readonly partnerId?: Id<"prt"> | null;

  @Field(() => Boolean, optional("True: only those that were approved and have changed since."))
  readonly changedSinceDecision?: boolean | null;
}

export const AccessRequestsArgs = listArgs(AccessRequestOrder, "OLDEST", AccessRequestFilter);

export async function requestFilterOf(
  context: GraphQLContext,
  { status, environment, partnerId, changedSinceDecision }: AccessRequestFilter,
): Promise<AskedRequests> {
  return {
    status,
    partnerId,
    environmentId: environment && (await environmentIdOf(context, environment)),
    isChanged: changedSinceDecision ? true : null,
  };
}

@InputType({ description: "Which failing gateways: those that meet every condition given." })
export class ProvisioningFailureFilter {
  @Field(() => ApiEnvironmentReference, optional("Of this environment."))
  readonly environment?: ApiEnvironmentReference | null;
}

export const ProvisioningFailuresArgs = listArgs(
  ProvisioningFailureOrder,
  "OLDEST",
  ProvisioningFailureFilter,
);
