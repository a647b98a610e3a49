import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { RegistrationRequirement, UserErrorCode } from "./enums.js";

/** Codes whose reader needs data. */
const ownTypes: { readonly [Code in UserErrorCode]?: string } = {
  NOT_READY_TO_REGISTER: "NotReadyToRegisterError",
  STALE_VERSION: "StaleVersionError",
};

@InterfaceType({
  description: "Something that you caused and can put right.",
  resolveType: ({ code }: UserError) => ownTypes[code] ?? "GenericUserError",
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: "For programs: stable." })
  readonly code!: UserErrorCode;

  @Field(() => String, { description: "For people: says what to do." })
  readonly message!: string;

  @Field(() => [String], {
    description:
      'Where in the input, with the indexes of lists as strings, from "0": ["redirectUrls", "0"]; empty when it concerns no single field.',
  })
  readonly path!: readonly string[];
}

@ObjectType({
  implements: UserError,
  description: "An error that its code fully describes.",
  simpleResolvers: true,
})
export class GenericUserError extends UserError {}

@ObjectType({
  implements: UserError,
  description: "Something is still missing before an application can be registered (R10).",
  simpleResolvers: true,
})
export class NotReadyToRegisterError extends UserError {
  @Field(() => [RegistrationRequirement], { description: "All that is missing." })
  readonly missing!: readonly RegistrationRequirement[];
}

@ObjectType({
  implements: UserError,
  description: "The application has changed since the version that the edit was based on (R26).",
  simpleResolvers: true,
})
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: "The latest: read the application again and repeat the edit." })
  readonly currentVersion!: number;
}
