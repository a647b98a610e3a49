import { Field, ID, InterfaceType, ObjectType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { AccessRequestType } from "../client-application/access-request-types.js";
import { ClientApplicationType } from "../client-application/types.js";
import { MemberType, PartnerType } from "../partner/types.js";

/** What is told, by the name of its type. */
export type PartnerChangeEvent = { readonly partner: object } & (
  | { readonly type: "PartnerPresent" | "PartnerUpdated" }
  | {
      readonly type: "ClientApplicationRegistered" | "ClientApplicationUpdated";
      readonly clientApplication: object;
    }
  | { readonly type: "ClientApplicationDeleted"; readonly deletedClientApplicationId: Id<"app"> }
  | {
      readonly type: "AccessRequestDecided";
      readonly accessRequest: object;
      readonly clientApplication: object;
    }
  | { readonly type: "MemberJoined" | "MemberUpdated"; readonly member: object }
  | { readonly type: "MemberLeft"; readonly developerId: Id<"dev">; readonly removedMemberId: string }
);

@InterfaceType({
  description: "What has changed in your company, for its lists; what exactly is in the type's own fields.",
  resolveType: ({ type }: PartnerChangeEvent) => type,
})
export abstract class PartnerChange {
  @Field(() => PartnerType, { description: "Your company as it is by now." })
  readonly partner!: object;
}

const change = (description: string) => ({ implements: PartnerChange, description, simpleResolvers: true });

@ObjectType(
  change(
    "Told first, and again when something may have been missed: read from the partner whatever you show of it.",
  ),
)
export class PartnerPresent extends PartnerChange {}

@ObjectType(
  change(
    "The company itself is another: its details, domains, way of joining, invitations or standing; for its ADMINs, also who asks to join. A suspension changes what every key's status is.",
  ),
)
export class PartnerUpdated extends PartnerChange {}

@ObjectType(change("An application has been registered."))
export class ClientApplicationRegistered extends PartnerChange {
  @Field(() => ClientApplicationType, { description: "To be added to the lists that it belongs in." })
  readonly clientApplication!: object;
}

@ObjectType(
  change("An application has been edited, stopped or restored, or its owners, grants or keys are others."),
)
export class ClientApplicationUpdated extends PartnerChange {
  @Field(() => ClientApplicationType, { description: "As it is by now." })
  readonly clientApplication!: object;
}

@ObjectType(change("An application has been deleted for good (R31)."))
export class ClientApplicationDeleted extends PartnerChange {
  @Field(() => ID, { description: "The id that it had: to be taken out of all lists." })
  readonly deletedClientApplicationId!: Id<"app">;
}

@ObjectType(change("Operators have approved or rejected what an application asked for (R17)."))
export class AccessRequestDecided extends PartnerChange {
  @Field(() => AccessRequestType, { description: "With the decision." })
  readonly accessRequest!: object;

  @Field(() => ClientApplicationType, { description: "Whose request it is." })
  readonly clientApplication!: object;
}

@ObjectType(change("Somebody is a member from now on."))
export class MemberJoined extends PartnerChange {
  @Field(() => MemberType, { description: "To be added to the list of members." })
  readonly member!: object;
}

@ObjectType(change("A member has another role, name or address."))
export class MemberUpdated extends PartnerChange {
  @Field(() => MemberType, { description: "As they are by now." })
  readonly member!: object;
}

@ObjectType(change("Somebody is a member no longer (R9)."))
export class MemberLeft extends PartnerChange {
  @Field(() => ID, { description: "Who it was." })
  readonly developerId!: Id<"dev">;

  @Field(() => ID, { description: "The id of the member: to be taken out of the list of members." })
  readonly removedMemberId!: string;
}

/** All that implement it: nothing else leads to them. */
export const partnerChangeTypes = [
  PartnerPresent,
  PartnerUpdated,
  ClientApplicationRegistered,
  ClientApplicationUpdated,
  ClientApplicationDeleted,
  AccessRequestDecided,
  MemberJoined,
  MemberUpdated,
  MemberLeft,
];
