import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";

const key = { description: "A key of an application that you own or co-own." };
const grant = { description: "A grant of an application that you own or co-own." };
const overlap = {
  description:
    "How many hours the old one keeps working: 0 to 720 (30 days), never past its expiry; 0 stops it at once.",
};

@InputType({ description: "Which key to show." })
export class RevealApiKeyInput {
  @Field(() => ID, key)
  readonly apiKeyId!: Id<"key">;
}

@InputType({ description: "Whose client secret to show." })
export class RevealClientSecretInput {
  @Field(() => ID, grant)
  readonly grantId!: Id<"grt">;
}

@InputType({ description: "From where a key may be used (R40)." })
export class LimitApiKeyToNetworksInput {
  @Field(() => ID, key)
  readonly apiKeyId!: Id<"key">;

  @Field(() => [String], {
    description:
      "All of them: addresses, or networks as CIDR, such as 192.0.2.0/24 or 2001:db8::/32; at most 50. None: from anywhere.",
  })
  readonly networks!: string[];
}

@InputType({ description: "Which key to revoke for good (R27)." })
export class RevokeApiKeyInput {
  @Field(() => ID, key)
  readonly apiKeyId!: Id<"key">;
}

@InputType({ description: "In which environment to revoke everything (R27)." })
export class RevokeGrantCredentialsInput {
  @Field(() => ID, grant)
  readonly grantId!: Id<"grt">;
}

@InputType({ description: "Which key to replace (R27, R28)." })
export class RotateApiKeyInput {
  @Field(() => ID, key)
  readonly apiKeyId!: Id<"key">;

  @Field(() => Int, overlap)
  readonly overlapHours!: number;
}

@InputType({ description: "Whose client secret to replace (R27, R28)." })
export class RotateClientSecretInput {
  @Field(() => ID, grant)
  readonly grantId!: Id<"grt">;

  @Field(() => Int, overlap)
  readonly overlapHours!: number;
}

@InputType({ description: "Where to ask for access again, after a rejection (R17)." })
export class RequestAccessAgainInput {
  @Field(() => ID, { description: "A rejected request, from `AccessGrant.requests`." })
  readonly accessRequestId!: Id<"req">;

  @Field(() => String, { description: "A reply to the reason given: plain text of 1 to 1,000 characters." })
  readonly note!: string;
}
