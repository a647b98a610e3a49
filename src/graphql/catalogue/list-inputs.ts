import { Field, InputType } from "type-graphql";
import type * as queries from "../../application/queries/read-model.js";
import { AccessPolicy, EnvironmentTier } from "../types/enums.js";
import { ApiEnvironmentOrder, ApiProductOrder } from "../types/orders.js";
import { listArgs } from "../types/page-args.js";

const optional = (description: string) => ({ nullable: true, description });
const open = optional("True: those that new applications may choose; false: the others (R14).");

@InputType({ description: "Which products: those that meet every condition given." })
export class ApiProductFilter implements queries.ProductFilter {
  @Field(() => String, optional("Part of the name or description, ignoring case."))
  readonly search?: string | null;

  @Field(() => Boolean, open)
  readonly isOpen?: boolean | null;
}

export const ApiProductsArgs = listArgs(ApiProductOrder, "NAME", ApiProductFilter);

@InputType({ description: "Which environments: those that meet every condition given." })
export class ApiEnvironmentFilter implements queries.EnvironmentFilter {
  @Field(() => String, optional("Part of the name or institution, ignoring case."))
  readonly search?: string | null;

  @Field(() => Boolean, open)
  readonly isOpen?: boolean | null;

  @Field(() => EnvironmentTier, optional("So close to real customers."))
  readonly tier?: EnvironmentTier | null;

  @Field(() => AccessPolicy, optional("With or without an operator's approval (R17)."))
  readonly accessPolicy?: AccessPolicy | null;
}

export const ApiEnvironmentsArgs = listArgs(ApiEnvironmentOrder, "INSTITUTION", ApiEnvironmentFilter);
