import { assertRoomForApplication, type Quotas } from "../quotas.js";
import {
  type ActedOn,
  type Acting,
  assertAdmin,
  assertMayUpdateDetails,
  assertOfPartner,
  assertOwn,
} from "./acting.js";
import { assertAdminStays } from "./members.js";
import { assertReady, type RegistrationFacts } from "./registration-requirements.js";

/** What of the viewer and their company decides whether they may register another application. */
export interface Registering {
  readonly facts: RegistrationFacts;
  /** Applications that there are. */
  readonly existing: number;
  readonly quotas: Quotas;
}

/**
 * What a member may do to their partner now: each throws what the command of the same name would refuse them, whatever
 * their input. They are made of the commands' own checks, so that they cannot say otherwise.
 */
export const onPartner = {
  updateCompanyDetails: assertMayUpdateDetails,
  inviteDeveloper: assertOwn,
  changeMemberRole: (partner: ActedOn, by: Acting) => assertAdmin(partner, by, "change roles"),
  /** Somebody else. */
  removeMember: (partner: ActedOn, by: Acting) => assertAdmin(partner, by, "remove someone else"),
  /** R8, R9: oneself, of as many ADMINs as there are. */
  leave(partner: ActedOn, by: Acting, admins: number): void {
    assertOfPartner(partner, by);
    assertAdminStays(by.role, admins);
  },
  chooseJoiningPolicy: (partner: ActedOn, by: Acting) =>
    assertAdmin(partner, by, "choose how colleagues join"),
  acceptJoinRequest: (partner: ActedOn, by: Acting) => assertAdmin(partner, by, "let colleagues in"),
  declineJoinRequest: (partner: ActedOn, by: Acting) => assertAdmin(partner, by, "decline join requests"),
  proveDomain: (partner: ActedOn, by: Acting) => assertAdmin(partner, by, "prove its domains"),
  /** A token of the company's. */
  createAccessToken: (partner: ActedOn, by: Acting) =>
    assertAdmin(partner, by, "make tokens of the company's"),
  /** R10. */
  registerClientApplication(partner: ActedOn, by: Acting, { facts, existing, quotas }: Registering): void {
    assertRoomForApplication(existing, quotas);
    assertOwn(partner, by);
    assertReady(facts);
  },
};
