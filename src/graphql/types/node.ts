import { Field, ID, InterfaceType } from "type-graphql";
import { kindOf, type Prefix } from "../ids.js";

/** Of everything but OAuth clients, which are shown as what has them. */
export type NodeKind = Exclude<Prefix, "cli">;

/** Which type an id is of. */
const typeNames: Readonly<Record<NodeKind, string>> = {
  dev: "Developer",
  prt: "Partner",
  app: "ClientApplication",
  grt: "AccessGrant",
  req: "AccessRequest",
  key: "ApiKey",
  prd: "ApiProduct",
  env: "ApiEnvironment",
  inv: "Invitation",
  act: "Activity",
  pat: "AccessToken",
  gwt: "GatewayToken",
  rpl: "RatePlan",
  mem: "Member",
  joi: "JoinRequest",
  pro: "Profile",
  acc: "TermsAcceptance",
  bud: "RateLimit",
  com: "CompanyDetails",
  sus: "PartnerSuspension",
  imp: "DeletionImpact",
  cre: "ClientCredentials",
  fai: "ProvisioningFailure",
  api: "Api",
  trm: "Terms",
};

/** The name of a thing's type. */
export function typeOfNode({ id }: { readonly id: string }): string | undefined {
  return typeNames[kindOf(id) as NodeKind];
}

export const opaque = { description: "Opaque; starts with the kind of thing it is." };

@InterfaceType({
  description: "Anything that can be fetched by its id: everything that has one.",
  resolveType: typeOfNode,
})
export abstract class Node {
  @Field(() => ID, opaque)
  readonly id!: string;
}
