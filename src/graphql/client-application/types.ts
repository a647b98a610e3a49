import { Field, Int, ObjectType } from "type-graphql";
import type {
  ActivityView,
  ApplicationView,
  CredentialsView,
  GrantView,
  KeyView,
} from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import { DateTime, RedirectUrl, Url } from "../scalars.js";
import { connectionType } from "../types/connections.js";
import { ActivityAction, ApplicationType, Authentication, ClientAuthentication } from "../types/enums.js";
import { Node } from "../types/node.js";

/** Shown as something else by the resolvers, or not at all. */
type NotAsItIs =
  | "partnerId"
  | "productIds"
  | "ratePlans"
  | "ownerId"
  | "coOwnerIds"
  | "deactivatedAt"
  | "isPartnerSuspended"
  | "isOwnerMember";

@ObjectType("ClientApplication", {
  implements: Node,
  description:
    "What calls the APIs. Belongs to a partner, whose members all see it; only its owners see credentials (R18).",
})
export class ClientApplicationType extends Node implements Omit<ApplicationView, NotAsItIs> {
  declare readonly id: Id<"app">;

  @Field(() => String, { description: "Unique within the partner, ignoring case (R11)." })
  readonly name!: string;

  @Field(() => String, { description: "What it does; plain text." })
  readonly description!: string;

  @Field(() => ApplicationType, { description: "Fixed at registration (R12)." })
  readonly type!: ApplicationType;

  @Field(() => Authentication, { description: "Fixed at registration (R12)." })
  readonly authentication!: Authentication;

  @Field(() => Url, {
    nullable: true,
    description: "Where to read about the application; null when not given.",
  })
  readonly siteUrl!: string | null;

  @Field(() => [RedirectUrl], {
    description: "Where an authorization server may redirect to (R13); empty for client credentials.",
  })
  readonly redirectUrls!: readonly string[];

  @Field(() => Int, {
    description: "Changes with every change that a person makes (R26); provisioning leaves it alone.",
  })
  readonly version!: number;

  @Field(() => DateTime, { description: "When it was registered." })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: "When a person last changed it." })
  readonly updatedAt!: Date;
}

@ObjectType("AccessGrant", {
  implements: Node,
  description: "One application in one environment: its approval, credentials and keys.",
})
export class AccessGrantType
  extends Node
  implements Omit<GrantView, "applicationId" | "environmentId" | "requests" | "credentials">
{
  declare readonly id: Id<"grt">;
}

@ObjectType("ApiKey", {
  implements: Node,
  description: "A secret for exactly one application, product and environment (R15).",
})
export class ApiKeyType
  extends Node
  implements Omit<KeyView, "grantId" | "productId" | "provisionedAt" | "lastShownAt">
{
  declare readonly id: Id<"key">;

  @Field(() => String, {
    nullable: true,
    description:
      "First and last characters, to tell keys apart. Owners only; null for others and until issued.",
  })
  readonly preview!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When its secret was made; null until then." })
  readonly issuedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it expires; null for never." })
  readonly expiresAt!: Date | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Where it may be used from, as CIDR (R40); empty for anywhere. Owners only; null for others.",
  })
  readonly networks!: readonly string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When a gateway last accepted it, at most a minute late; null when never.",
  })
  readonly lastUsedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it was reported as found in public; null when it was not. Rotate or revoke such a key.",
  })
  readonly leakedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was revoked for good; null when it was not (R27).",
  })
  readonly revokedAt!: Date | null;
}

@ObjectType({
  implements: Node,
  description: "The OAuth 2.0 client of one application in one environment (R15). Owners only.",
  simpleResolvers: true,
})
export class ClientCredentials
  extends Node
  implements Omit<CredentialsView, "revokedAt" | "lastShownAt" | "clientKeys">
{
  @Field(() => String, { description: "Public; goes into authorization requests (RFC 6749 §2.2)." })
  readonly clientId!: Id<"cli">;

  @Field(() => Boolean, { description: "False for public clients, which use PKCE instead (R15)." })
  readonly hasSecret!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "First and last characters of the secret; null when there is none.",
  })
  readonly secretPreview!: string | null;

  @Field(() => DateTime, { description: "When they were made, or last rotated." })
  readonly issuedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when the secret before the last rotation keeps working; null when there is none (R28).",
  })
  readonly retiringSecretExpiresAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the secret was reported as found in public; null when it was not. Rotate such a secret, or revoke everything.",
  })
  readonly leakedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the secret before the last rotation was reported as found in public; null when it was not, or there is none.",
  })
  readonly retiringSecretLeakedAt!: Date | null;

  @Field(() => ClientAuthentication, { description: "How it shows who it is to the authorization server." })
  readonly authentication!: ClientAuthentication;

  @Field(() => String, {
    nullable: true,
    description: "Its public keys as JSON (RFC 7517 §5); null when it has none, or they are fetched.",
  })
  readonly jwks!: string | null;

  @Field(() => Url, {
    nullable: true,
    description: "Where its public keys are fetched from; null when they are not.",
  })
  readonly jwksUri!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The subject of its certificate; null where none is asked for.",
  })
  readonly tlsSubject!: string | null;
}

@ObjectType({
  implements: Node,
  description: "What deleting an application would end (R31).",
  simpleResolvers: true,
})
export class DeletionImpact extends Node {
  @Field(() => Int, { description: "How many keys work now and would stop." })
  readonly liveKeys!: number;

  @Field(() => Int, { description: "How many environments it is in or asks for." })
  readonly environments!: number;

  @Field(() => Int, { description: "How many co-owners would lose it." })
  readonly coOwners!: number;
}

@ObjectType("Activity", {
  implements: Node,
  description: "Who did what, and when. Never holds a secret. Entries made later have ids that sort later.",
})
export class ActivityType
  extends Node
  implements Omit<ActivityView, "actorId" | "summary" | "applicationId">
{
  declare readonly id: Id<"act">;

  @Field(() => DateTime, { description: "When." })
  readonly at!: Date;

  @Field(() => ActivityAction, { description: "What was done, for programs." })
  readonly action!: ActivityAction;

  @Field(() => String, {
    nullable: true,
    description: "The network address it came from; null when the system did it.",
  })
  readonly address!: string | null;
}

export const ClientApplicationConnection = connectionType(
  "ClientApplication",
  "client applications",
  () => ClientApplicationType,
);
export const ActivityConnection = connectionType(
  "Activity",
  "the audit trail's entries, newest first",
  () => ActivityType,
);
