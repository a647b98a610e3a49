import type { Id } from "../id.js";
import type { JoiningPolicy } from "./joining.js";
import type { MemberRole } from "./members.js";

/** Everything that can have happened to a partner. */
export type PartnerEvent =
  | {
      readonly type: "PartnerFounded";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      readonly domain: string;
    }
  | { readonly type: "MemberJoined"; readonly partnerId: Id<"prt">; readonly developerId: Id<"dev"> }
  | {
      readonly type: "JoinRequested";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      /** At that time: who needs an invitation asks nobody. */
      readonly policy: JoiningPolicy;
    }
  | { readonly type: "JoinRequestAccepted"; readonly partnerId: Id<"prt">; readonly developerId: Id<"dev"> }
  | { readonly type: "JoinRequestDeclined"; readonly partnerId: Id<"prt">; readonly developerId: Id<"dev"> }
  /** Whoever asked is gone. */
  | { readonly type: "JoinRequestForgotten"; readonly partnerId: Id<"prt">; readonly developerId: Id<"dev"> }
  | { readonly type: "JoiningPolicyChosen"; readonly partnerId: Id<"prt">; readonly policy: JoiningPolicy }
  /** R37: what operators do about a company, with the reason that its members are told. */
  | {
      readonly type: "PartnerSuspended";
      readonly partnerId: Id<"prt">;
      readonly reason: string;
      readonly at: Date;
    }
  | {
      readonly type: "PartnerResumed";
      readonly partnerId: Id<"prt">;
      readonly reason: string;
      readonly at: Date;
    }
  | {
      readonly type: "AdminAppointed";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      /** They were no member before. */
      readonly isNew: boolean;
      readonly reason: string;
      readonly at: Date;
    }
  /** R9: what somebody who has gone owned has another owner now, and the invitations that they sent are withdrawn. */
  | {
      readonly type: "MembershipConcluded";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      /** Null where there are no applications. */
      readonly successorId: Id<"dev"> | null;
      readonly applicationIds: readonly Id<"app">[];
      readonly invitationIds: readonly Id<"inv">[];
      readonly at: Date;
    }
  /** A removed member has deleted their account. */
  | { readonly type: "FormerMemberRemembered"; readonly partnerId: Id<"prt"> }
  | { readonly type: "DomainProofBegun"; readonly partnerId: Id<"prt">; readonly domain: string }
  | {
      readonly type: "DomainProven";
      readonly partnerId: Id<"prt">;
      readonly domain: string;
      /** It did not belong to the partner before. */
      readonly isNew: boolean;
    }
  | { readonly type: "CompanyDetailsUpdated"; readonly partnerId: Id<"prt"> }
  | {
      readonly type: "InvitationSent";
      readonly partnerId: Id<"prt">;
      readonly invitationId: Id<"inv">;
      /** The first is 1. */
      readonly count: number;
    }
  | { readonly type: "InvitationWithdrawn"; readonly partnerId: Id<"prt">; readonly invitationId: Id<"inv"> }
  | {
      readonly type: "MemberRoleChanged";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      readonly role: MemberRole;
    }
  | {
      readonly type: "MemberRemoved";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      /** They removed themselves. */
      readonly isOwnWish: boolean;
      /** For what they did, and not because their work has ended (R38). */
      readonly isForCause: boolean;
    }
  /** Their address is another company's by now (R2). */
  | {
      readonly type: "MemberMovedAway";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      /** Who owns what they owned; null when nobody is left. */
      readonly successorId: Id<"dev"> | null;
    }
  /** The account of whoever was invited is gone: what is kept of the invitations names nobody. */
  | {
      readonly type: "InviteeForgotten";
      readonly partnerId: Id<"prt">;
      readonly invitationIds: readonly string[];
    }
  /** The last member has taken it along. */
  | {
      readonly type: "PartnerDissolved";
      readonly partnerId: Id<"prt">;
      readonly developerId: Id<"dev">;
      readonly domains: readonly string[];
    };
