import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { ApiEnvironmentReference } from "../catalogue/references.js";

@InputType({ description: "A new gateway token." })
export class CreateGatewayTokenInput {
  @Field(() => ID, { description: "The environment whose keys the gateway asks about." })
  readonly environmentId!: Id<"env">;

  @Field(() => String, { description: "What you call it: 1 to 80 characters." })
  readonly name!: string;

  @Field(() => Int, { description: "1 to 365." })
  readonly expiresInDays!: number;
}

@InputType({ description: "How a Kong gateway is told. Shown to nobody afterwards." })
export class KongGatewayInput {
  @Field(() => String, { description: "The http or https address of its Admin API." })
  readonly adminUrl!: string;

  @Field(() => String, {
    nullable: true,
    description: "Sent to it as `Kong-Admin-Token`; left out where it takes none.",
  })
  readonly token?: string | null;
}

@InputType({ description: "What is to enforce the keys of an environment." })
export class ChooseEnvironmentGatewayInput {
  @Field(() => ApiEnvironmentReference, { description: "An environment." })
  readonly apiEnvironment!: ApiEnvironmentReference;

  @Field(() => KongGatewayInput, {
    nullable: true,
    description: "A Kong gateway; left out or null for gateways that ask Portico.",
  })
  readonly kong?: KongGatewayInput | null;
}

@InputType({ description: "Which token to revoke." })
export class RevokeGatewayTokenInput {
  @Field(() => ID, { description: "A gateway token." })
  readonly gatewayTokenId!: Id<"gwt">;
}
