import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { ClientKeyMethod } from "../types/enums.js";

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

@InputType({
  description:
    "By which a client shows who it is in place of its secret: just one of `jwks`, `jwksUri` and `tlsSubject`; by its secret again, where there is none.",
})
export class SetClientKeysInput {
  @Field(() => ID, grant)
  readonly grantId!: Id<"grt">;

  @Field(() => ClientKeyMethod, {
    nullable: true,
    defaultValue: "PRIVATE_KEY_JWT",
    description: "How it shows them.",
  })
  readonly method?: ClientKeyMethod | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A JSON Web Key Set (RFC 7517 §5) of 1 to 10 public keys, as JSON: P-256, Ed25519, or RSA with 2048 bits or more.",
  })
  readonly jwks?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where they are fetched from, and fetched again when they change: an https address of a public host.",
  })
  readonly jwksUri?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Of TLS_CLIENT_AUTH: the subject's distinguished name (RFC 4514), such as CN=ledger,O=Acme Ltd,C=NL.",
  })
  readonly tlsSubject?: string | null;
}

@InputType({ description: "Where to ask for access again, after a rejection (R17)." })
export class RequestAccessAgainInput {
  @Field(() => ID, { description: "A rejected request, from `AccessGrant.requests`." })
  readonly accessRequestId!: Id<"req">;

  @Field(() => String, { description: "A reply to the reason given: plain text of 1 to 1,000 characters." })
  readonly note!: string;
}
