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
    };
