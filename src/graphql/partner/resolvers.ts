import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import type { JoinRequestView, MemberView, PartnerView } from "../../application/queries/views.js";
import { openProofs } from "../../domain/partner/domain-proof.js";
import { type CompanyTokenFilter, CompanyTokensArgs } from "../access-token/inputs.js";
import { AccessTokenConnection } from "../access-token/types.js";
import {
  applicationFilterOf,
  type ClientApplicationFilter,
  ClientApplicationsArgs,
  entryFilterOf,
  PartnerActivityArgs,
  type PartnerActivityFilter,
} from "../client-application/list-inputs.js";
import { ActivityConnection, ClientApplicationConnection } from "../client-application/types.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { DeveloperType } from "../developer/types.js";
import { askedAlong } from "../execution/look-ahead.js";
import { partId } from "../ids.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { asOperator } from "../signed-in.js";
import { opaque } from "../types/node.js";
import type {
  AccessTokenOrder,
  ActivityOrder,
  ClientApplicationOrder,
  InvitationOrder,
  JoinRequestOrder,
  MemberOrder,
  PartnerOrder,
} from "../types/orders.js";
import type { ListArguments } from "../types/page-args.js";
import {
  type InvitationFilter,
  InvitationsArgs,
  type JoinRequestFilter,
  JoinRequestsArgs,
  type MemberFilter,
  MembersArgs,
  type PartnerFilter,
  PartnersArgs,
} from "./list-inputs.js";
import { companyDetailsOf, suspensionOf } from "./parts.js";
import {
  CompanyDetails,
  DomainProof,
  InvitationConnection,
  JoinRequestConnection,
  JoinRequestType,
  MemberConnection,
  MemberType,
  PartnerConnection,
  PartnerSuspension,
  PartnerType,
} from "./types.js";

@Resolver(() => PartnerType)
export class PartnerResolver {
  @Query(() => PartnerConnection, {
    nullable: true,
    description: "All companies, the newest first. Operators only.",
    complexity: listCost,
  })
  partners(
    @Ctx() context: GraphQLContext,
    @Args(() => PartnersArgs) { filter, ...page }: ListArguments<PartnerOrder, PartnerFilter>,
  ) {
    asOperator(context);
    const isSuspended = filter?.isSuspended ? true : null;
    return connection(context.loaders.allPartners, { filter: { ...filter, isSuspended } }, page);
  }

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

  @FieldResolver(() => [DomainProof], {
    description:
      "Domains that it is proving now, at most ten, with what it is to publish; ADMINs only, empty for others (R38).",
    complexity: shortListCost("domainProofs"),
  })
  async domainProofs(
    @Root() { id }: PartnerView,
    @Ctx() { loaders, clock }: GraphQLContext,
  ): Promise<DomainProof[]> {
    const proofs = openProofs(await loaders.proofsOfPartner.load(id), clock.now());
    return proofs.map(({ record, ...proof }) => ({
      ...proof,
      recordName: record.name,
      recordValue: record.value,
    }));
  }

  @FieldResolver(() => MemberConnection, {
    description:
      "Its developers, for its members and for operators; in the order in which they joined, unless another one is asked for.",
    complexity: listCost,
  })
  members(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => MembersArgs) { filter, ...page }: ListArguments<MemberOrder, MemberFilter>,
  ) {
    return connection(loaders.members, { partnerId: id, filter: filter ?? {} }, page);
  }

  @FieldResolver(() => InvitationConnection, {
    description:
      "Invitations to colleagues, newest first unless another order is asked for, whatever has become of them (R7).",
    complexity: listCost,
  })
  invitations(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => InvitationsArgs) { filter, ...page }: ListArguments<InvitationOrder, InvitationFilter>,
  ) {
    return connection(loaders.invitations, { partnerId: id, filter: filter ?? {} }, page);
  }

  @FieldResolver(() => JoinRequestConnection, {
    description:
      "Those who wait to be let in, the longest waiting first, or by a filter those who were declined; for its ADMINs and for operators, empty for others (R38).",
    complexity: listCost,
  })
  joinRequests(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => JoinRequestsArgs) { filter, ...page }: ListArguments<JoinRequestOrder, JoinRequestFilter>,
  ) {
    return connection(loaders.joinRequests, { partnerId: id, filter: filter ?? { isDeclined: false } }, page);
  }

  @FieldResolver(() => AccessTokenConnection, {
    description:
      "Its access tokens that are not revoked, newest first: all of them for its ADMINs, for others those that name an application which they own or co-own.",
    complexity: listCost,
  })
  accessTokens(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => CompanyTokensArgs)
    { filter, ...page }: ListArguments<AccessTokenOrder, CompanyTokenFilter>,
  ) {
    const { clientApplicationId: applicationId, ...rest } = filter ?? {};
    return connection(loaders.companyTokens, { partnerId: id, filter: { ...rest, applicationId } }, page);
  }

  @FieldResolver(() => ActivityConnection, {
    description:
      "The audit trail of the company and all its applications, deleted ones included, newest first; ADMINs only, empty for others.",
    complexity: listCost,
  })
  activity(
    @Root() { id }: PartnerView,
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => PartnerActivityArgs)
    { filter, ...page }: ListArguments<ActivityOrder, PartnerActivityFilter>,
  ) {
    const wanted = { partnerId: id, filter: entryFilterOf(filter ?? {}) };
    return connection(loaders.partnerActivity, wanted, page);
  }

  @FieldResolver(() => ClientApplicationConnection, {
    description:
      "Its applications: all its members see all of them, a company's token those that it names (R18). By name, unless another order is asked for.",
    complexity: listCost,
  })
  async applications(
    @Root() { id }: PartnerView,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ClientApplicationsArgs)
    { filter, ...page }: ListArguments<ClientApplicationOrder, ClientApplicationFilter>,
  ) {
    const wanted = { partnerId: id, filter: await applicationFilterOf(context, filter ?? {}) };
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
