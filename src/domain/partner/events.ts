import type { MemberRole } from "./members.js";

/** Everything that can have happened to a partner. */
export type PartnerEvent =
  | {
      readonly type: "PartnerFounded";
      readonly partnerId: string;
      readonly developerId: string;
      readonly domain: string;
    }
  | { readonly type: "MemberJoined"; readonly partnerId: string; readonly developerId: string }
  /** A removed member has deleted their account. */
  | { readonly type: "FormerMemberRemembered"; readonly partnerId: string }
  | { readonly type: "CompanyDetailsUpdated"; readonly partnerId: string }
  | {
      readonly type: "InvitationSent";
      readonly partnerId: string;
      readonly invitationId: string;
      /** The first is 1. */
      readonly count: number;
    }
  | { readonly type: "InvitationWithdrawn"; readonly partnerId: string; readonly invitationId: string }
  | {
      readonly type: "MemberRoleChanged";
      readonly partnerId: string;
      readonly developerId: string;
      readonly role: MemberRole;
    }
  | {
      readonly type: "MemberRemoved";
      readonly partnerId: string;
      readonly developerId: string;
      /** He has removed himself. */
      readonly isOwnWish: boolean;
    }
  /** The account of whoever was invited is gone: what is kept of the invitations names nobody. */
  | {
      readonly type: "InviteeForgotten";
      readonly partnerId: string;
      readonly invitationIds: readonly string[];
    }
  /** The last member has taken it along. */
  | {
      readonly type: "PartnerDissolved";
      readonly partnerId: string;
      readonly developerId: string;
      readonly domains: readonly string[];
    };
