import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { ApplicationType as Type } from "../../domain/client-application/application-type.js";
import { applicationName } from "../../domain/client-application/details.js";
import { nameTaken } from "../../domain/client-application/name-taken.js";
import { redirectUrl } from "../../domain/client-application/redirect-url.js";
import { DomainError, type Problem } from "../../domain/domain-error.js";
import { userError } from "../attempt.js";
import type { GraphQLContext } from "../context.js";
import { digestOf, isIdOf } from "../ids.js";
import { dear } from "../limits/limits.js";
import { signedIn } from "../signed-in.js";
import { ApplicationType } from "../types/enums.js";
import { UserError } from "../types/user-error.js";

@ObjectType({
  description: "What would become of something that you have typed, before you send it with a mutation.",
  simpleResolvers: true,
})
export class InputCheck {
  @Field(() => ID, { description: "For caches: the same for the same question. `node` knows none of them." })
  readonly id!: string;

  @Field(() => Boolean, { description: "False exactly when there are reasons." })
  readonly isAcceptable!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "How it would be kept; null when it would not be.",
  })
  readonly stored!: string | null;

  @Field(() => [UserError], { description: "What is wrong with it, as the mutation would say it." })
  readonly reasons!: readonly UserError[];
}

type Finding = Omit<InputCheck, "id">;

@Resolver()
export class DryRunResolver {
  @Query(() => InputCheck, {
    nullable: true,
    description:
      "Whether an application of this type may have this redirect URL (R13). Whether the same is listed twice shows only when it is sent.",
  })
  checkRedirectUrl(
    @Ctx() context: GraphQLContext,
    @Arg("url", () => String, { description: "As it was typed." }) url: string,
    @Arg("type", () => ApplicationType, { description: "What kind of program it is for." }) type: Type,
  ): InputCheck {
    signedIn(context);
    return { id: digestOf(["redirect URL", url, type]), ...checked(() => redirectUrl(url, type)) };
  }

  @Query(() => InputCheck, {
    nullable: true,
    description:
      "Whether an application of your company can have this name: it is one, and no other has it or one that looks the same (R11). Nothing is reserved by it, and other companies' names do not count.",
    complexity: dear.name,
  })
  async isApplicationNameFree(
    @Ctx() context: GraphQLContext,
    @Arg("name", () => String, { description: "As it was typed." }) name: string,
    @Arg("exceptId", () => ID, {
      nullable: true,
      description: "The application that is to be renamed: its own name is free for it.",
    })
    exceptId?: string | null,
  ): Promise<InputCheck> {
    const { partnerId } = signedIn(context);
    const except = exceptId && isIdOf("app", exceptId) ? exceptId : null;
    const id = digestOf(["application name", name, except]);
    const check = checked(() => applicationName(name));
    if (check.stored === null || !partnerId) return { id, ...check };
    const clash = await context.reads.clientApplications.nameClash(partnerId, check.stored, except);
    return { id, ...(clash ? refused([nameTaken[clash]]) : check) };
  }
}

function checked(check: () => string): Finding {
  try {
    return { isAcceptable: true, stored: check(), reasons: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(error.problems);
  }
}

function refused(problems: readonly Problem[]): Finding {
  return { isAcceptable: false, stored: null, reasons: problems.map(userError) };
}
