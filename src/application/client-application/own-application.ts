import type { CompanyToken } from "../../domain/access-token/company-token.js";
import type { ClientApplication } from "../../domain/client-application/client-application.js";
import { Problems } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { Member, Partner } from "../../domain/partner/partner.js";
import { type Actor, type Caller, isDeveloper } from "../actor.js";
import { signedInMember } from "../developer/signed-in-member.js";
import { found } from "../found.js";
import type { ClientApplications, Transaction } from "../ports/unit-of-work.js";
import { TokenRefused } from "../ports/verified-identity.js";

/** An application by its own id, or by that of one of its parts. */
export type ApplicationReference =
  | { readonly clientApplicationId: Id<"app"> }
  | { readonly apiKeyId: Id<"key"> }
  | { readonly grantId: Id<"grt"> }
  | { readonly accessRequestId: Id<"req"> };

/** Whom else a command is about. */
interface Others {
  /** Named by the command, and to be a member. */
  readonly named?: Id<"dev">;
  readonly concerning?: readonly Id<"dev">[];
}

/**
 * The signed-in member and one of their partner's applications (R18). Throws NOT_A_MEMBER, NOT_FOUND, and with it that
 * somebody whom the command names is no member.
 */
export async function ownApplication(
  actor: Actor,
  { partners, applications }: Transaction,
  reference: ApplicationReference,
  { named, concerning = [] }: Others = {},
): Promise<{ partner: Partner; member: Member; application: ClientApplication }> {
  const { partner, member } = await signedInMember(
    actor,
    partners.read,
    named ? [named, ...concerning] : concerning,
  );
  const problems: Problems = new Problems();
  const application = await problems.wait(() => referred(applications, reference, partner.id));
  if (application) return { partner, member, application };
  if (named) problems.check(() => partner.member(named));
  problems.throwAll();
}

/**
 * Who acts, a member or a company's token that nobody revokes until the transaction ends, and the application that they act
 * on (R18); `partner` is the member's. Throws NOT_A_MEMBER, NOT_FOUND, TokenRefused.
 */
export async function actedOn(
  caller: Caller,
  transaction: Transaction,
  reference: ApplicationReference,
): Promise<{ by: Member | CompanyToken; partner: Partner | null; application: ClientApplication }> {
  if (isDeveloper(caller)) {
    const { partner, member, application } = await ownApplication(caller, transaction, reference);
    return { by: member, partner, application };
  }
  const token = await transaction.accessTokens.hold(caller.companyTokenId);
  const by = token?.forCompany();
  if (!by) throw new TokenRefused();
  return {
    by,
    partner: null,
    application: await referred(transaction.applications, reference, by.partnerId),
  };
}

async function referred(
  applications: ClientApplications,
  reference: ApplicationReference,
  partnerId: Id<"prt">,
): Promise<ClientApplication> {
  if ("apiKeyId" in reference) {
    const application = await applications.lockByApiKey(reference.apiKeyId, partnerId);
    return found(application, "API key", ["apiKeyId"]);
  }
  if ("grantId" in reference) {
    const application = await applications.lockByGrant(reference.grantId, partnerId);
    return found(application, "access grant", ["grantId"]);
  }
  if ("accessRequestId" in reference) {
    const application = await applications.lockByRequest(reference.accessRequestId, partnerId);
    return found(application, "access request", ["accessRequestId"]);
  }
  const application = await applications.lockOfPartner(reference.clientApplicationId, partnerId);
  return found(application, "client application", ["clientApplicationId"]);
}
