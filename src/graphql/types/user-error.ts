import { Field, InterfaceType, ObjectType } from "type-graphql";
import { RegistrationRequirement, UserErrorCode } from "./enums.js";

@InterfaceType({
  description: "Something that you caused and can mend.",
  resolveType: ({ code }: { code: string }) =>
    code === "NOT_READY_TO_REGISTER" ? "NotReadyToRegisterError" : "GenericUserError",
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: "For programs: stable." })
  readonly code!: string;

  @Field(() => String, { description: "For people: says what to do." })
  readonly message!: string;

  @Field(() => [String], {
    description: 'Where in the input, e.g. ["redirectUrls", "0"]; empty when it is no one field.',
  })
  readonly path!: string[];
}

@ObjectType({ implements: UserError, description: "An error whose code says it all.", simpleResolvers: true })
export class GenericUserError extends UserError {}

@ObjectType({
  implements: UserError,
  description: "Registering an application needs more (R10).",
  simpleResolvers: true,
})
export class NotReadyToRegisterError extends UserError {
  @Field(() => [RegistrationRequirement], { description: "All that is missing." })
  readonly missing!: string[];
}
