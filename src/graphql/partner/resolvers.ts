import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from "type-graphql";
import type { ApplicationFilter } from "../../application/queries/read-model.js";
import type { JoinRequestView, MemberView, PartnerView } from "../../application/queries/views.js";
import { environmentIdOf, productIdOf } from "../catalogue/references.js";
import { type ClientApplicationFilter, ClientApplicationsArgs } from "../client-application/inputs.js";
import { ActivityConnection, ClientApplicationConnection } from "../client-application/types.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { DeveloperType } from "../developer/types.js";
import { askedAlong } from "../execution/look-ahead.js";
import { partId } from "../ids.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { signedIn } from "../signed-in.js";
import { opaque } from "../types/node.js";
import { PageArgs } from "../types/page-args.js";
import { companyDetailsOf, suspensionOf } from "./parts.js";
import {
  CompanyDetails,
  InvitationConnection,
  JoinRequestConnection,
  JoinRequestType,
  MemberConnection,
  MemberType,
  PartnerSuspension,
  PartnerType,
} from "./types.js";

@Resolver(() => PartnerType)
export class PartnerResolver {
  @FieldResolver(() => CompanyDetails, { description: "Who the company is (R6)." })
  details(@Root() partner: PartnerView): CompanyDetails {
    return companyDetailsOf(partner);
  }

  @FieldResolver(() => PartnerSuspension, {
    nullable: true,
    description:
      "Null unless operators have suspended it: then all keys of its applications are SUSPENDED, and its members change nothing but to revoke (R37).",
  })
  suspension(@Root() partner: PartnerView): PartnerSuspension | null {
    return suspensionOf(partner);
  }

  @FieldResolver(() => [PartnerType], {
    description:
      "Other companies whose legal name is the same or looks the same, at most ten; operators only, empty for others (R6).",
    complexity: shortListCost("othersWithLegalName"),
  })
  async othersWithLegalName(@Root() { id }: PartnerView, @Ctx() { loaders }: GraphQLContext) {
    const namesakes = await loaders.namesakesOfPartner.load(id);
    return loaders.partner.loadMany(namesakes.map((namesake) => namesake.id));
  }

  @FieldResolver(() => MemberConnection, {
    description: "Its developers, in the order in which they joined.",
    complexity: listCost,
  })
  members(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return connection(loaders.members, { partnerId: id }, page);
  }

  @FieldResolver(() => InvitationConnection, {
    description: "Invitations to colleagues, newest first, whatever has become of them (R7).",
    complexity: listCost,
  })
  invitations(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return connection(loaders.invitations, { partnerId: id }, page);
  }

  @FieldResolver(() => JoinRequestConnection, {
    description:
      "Those who wait to be let in, the longest waiting first; ADMINs only, empty for others (R38).",
    complexity: listCost,
  })
  joinRequests(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return connection(loaders.joinRequests, { partnerId: id }, page);
  }

  @FieldResolver(() => ActivityConnection, {
    description:
      "The audit trail of the company and all its applications, deleted ones included, newest first; ADMINs only, empty for others.",
    complexity: listCost,
  })
  activity(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return connection(loaders.partnerActivity, { partnerId: id }, page);
  }

  @FieldResolver(() => ClientApplicationConnection, {
    description:
      "Its applications: all its members see all of them (R18). By name, unless another order is asked for.",
    complexity: listCost,
  })
  async applications(
    @Root() { id }: PartnerView,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ClientApplicationsArgs) { filter, ...page }: ClientApplicationsArgs,
  ) {
    const wanted = { partnerId: id, filter: await filterOf(context, filter ?? {}) };
    return connection(context.loaders.applicationsAlong(askedAlong(info)), wanted, page);
  }
}

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => ID, opaque)
  id(@Root() { developerId }: MemberView) {
    return partId("mem", developerId);
  }

  @FieldResolver(() => DeveloperType, { description: "Who it is." })
  developer(@Root() { developerId }: MemberView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.load(developerId);
  }
}

@Resolver(() => JoinRequestType)
export class JoinRequestResolver {
  @FieldResolver(() => ID, opaque)
  id(@Root() { developerId }: JoinRequestView) {
    return partId("joi", developerId);
  }

  @FieldResolver(() => DeveloperType, { description: "Who asks; their address is verified (R1)." })
  developer(@Root() { developerId }: JoinRequestView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.developer.load(developerId);
  }
}

async function filterOf(
  context: GraphQLContext,
  filter: ClientApplicationFilter,
): Promise<ApplicationFilter> {
  const { developerId } = signedIn(context);
  const { status, type, ownedByMe, search, environment, product } = filter;
  return {
    isDeactivated: status ? status === "DEACTIVATED" : undefined,
    type: type ?? undefined,
    ownedBy: ownedByMe ? developerId : undefined,
    search: search ?? undefined,
    environmentId: environment ? await environmentIdOf(context, environment) : undefined,
    productId: product ? await productIdOf(context, product) : undefined,
  };
}
