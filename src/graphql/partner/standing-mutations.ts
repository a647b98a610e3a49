import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { attempt } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { AppointAdminPayload, ResumePartnerPayload, SuspendPartnerPayload } from "./payloads.js";

const input = { description: "What to do." };
const partner = { description: "Any company but your own." };
const reason = { description: "What all members are told: plain text of 1 to 1,000 characters." };

@InputType({ description: "Which company to stop (R37)." })
export class SuspendPartnerInput {
  @Field(() => ID, partner)
  readonly partnerId!: Id<"prt">;

  @Field(() => String, reason)
  readonly reason!: string;
}

@InputType({ description: "Which company is to go on (R37)." })
export class ResumePartnerInput {
  @Field(() => ID, partner)
  readonly partnerId!: Id<"prt">;

  @Field(() => String, reason)
  readonly reason!: string;
}

@InputType({ description: "Who is to be an ADMIN of which company (R37)." })
export class AppointAdminInput {
  @Field(() => ID, partner)
  readonly partnerId!: Id<"prt">;

  @Field(() => ID, {
    description: "A member, or a developer with an address at one of its domains, who then becomes a member.",
  })
  readonly developerId!: Id<"dev">;

  @Field(() => String, reason)
  readonly reason!: string;
}

/** What operators do about a company (R37). */
@Resolver()
export class StandingMutations {
  @Mutation(() => SuspendPartnerPayload, {
    nullable: true,
    description:
      "Stops everything of a company at once, at all gateways; nothing is lost, and all members are told. Safe to repeat (R37). Operators from another company.",
  })
  suspendPartner(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => SuspendPartnerInput, input) { partnerId, reason }: SuspendPartnerInput,
  ): Promise<SuspendPartnerPayload> {
    return attempt(
      context,
      (actor) => context.commands.suspendPartner(actor, { partnerId, reason }),
      () => ({ partner: () => context.loaders.partner.load(partnerId) }),
    );
  }

  @Mutation(() => ResumePartnerPayload, {
    nullable: true,
    description:
      "Makes exactly that work again that worked before the suspension; all members are told. Safe to repeat (R37). Operators from another company.",
  })
  resumePartner(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => ResumePartnerInput, input) { partnerId, reason }: ResumePartnerInput,
  ): Promise<ResumePartnerPayload> {
    return attempt(
      context,
      (actor) => context.commands.resumePartner(actor, { partnerId, reason }),
      () => ({ partner: () => context.loaders.partner.load(partnerId) }),
    );
  }

  @Mutation(() => AppointAdminPayload, {
    nullable: true,
    description:
      "Makes somebody an ADMIN of a company, also where it is suspended or they were removed; all members are told. Safe to repeat (R37). Operators from another company.",
  })
  appointAdmin(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => AppointAdminInput, input) { partnerId, developerId, reason }: AppointAdminInput,
  ): Promise<AppointAdminPayload> {
    return attempt(
      context,
      (actor) => context.commands.appointAdmin(actor, { partnerId, developerId, reason }),
      () => ({ partner: () => context.loaders.partner.load(partnerId) }),
    );
  }
}
