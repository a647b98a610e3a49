import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { EnvironmentView } from "../../application/queries/views.js";
import { ApiEnvironmentType } from "../catalogue/types.js";
import type { GraphQLContext } from "../context.js";
import { shortListCost } from "../limits/list-cost.js";
import { asOperator } from "../signed-in.js";
import { GatewayKind } from "../types/enums.js";
import { GatewayTokenType } from "./types.js";

@Resolver(() => ApiEnvironmentType)
export class EnvironmentGatewayResolver {
  @FieldResolver(() => GatewayKind, {
    description: "What enforces its keys. How a gateway is told is shown to nobody. Operators only.",
  })
  gatewayKind(@Root() { gatewayKind }: EnvironmentView, @Ctx() context: GraphQLContext): GatewayKind {
    asOperator(context);
    return gatewayKind;
  }

  @FieldResolver(() => [GatewayTokenType], {
    description:
      "By which its gateways ask about keys, newest first: those that are not revoked. One that has expired stays for 30 days, so that whoever wonders why a gateway is refused sees it. Operators only.",
    complexity: shortListCost("gatewayTokens"),
  })
  gatewayTokens(@Root() { id }: EnvironmentView, @Ctx() context: GraphQLContext) {
    asOperator(context);
    return context.loaders.gatewayTokensOfEnvironment.load(id);
  }
}
