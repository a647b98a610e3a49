import { describe, expect, it } from "@jest/globals";
import { refusalOf } from "../../src/domain/domain-error.js";
import { noCompanyDetails } from "../../src/domain/partner/company-details.js";
import type { Member } from "../../src/domain/partner/membership.js";
import { Partner } from "../../src/domain/partner/partner.js";
import { onPartner } from "../../src/domain/partner/permissions.js";
import type { PartnerState } from "../../src/domain/partner/state.js";
import { assertRoomForApplication, usualQuotas } from "../../src/domain/quotas.js";
import { ada, bob, cyd, later, mallory, memberOf, now, terms, trio } from "../support/domain.js";

/** Ada is an ADMIN, Bob and Cyd are members, and Dan asks to join. */
const base: PartnerState = {
  ...trio.state,
  joinRequests: [{ developerId: "dev_dan", requestedAt: now, declinedAt: null }],
};
const states: readonly PartnerState[] = [
  base,
  { ...base, details: noCompanyDetails },
  { ...base, suspension: { at: now, reason: "Fraud." } },
];
const actors: readonly Member[] = [memberOf(ada), memberOf(bob), mallory];

type Alike = Exclude<keyof typeof onPartner, "registerClientApplication" | "leave">;

/** With input that nobody could object to. */
const commands: Readonly<Record<Alike, (partner: Partner, by: Member) => unknown>> = {
  updateCompanyDetails: (it, by) => it.updateCompanyDetails(by, { legalName: "Acme Holding" }, later),
  inviteDeveloper: (it, by) =>
    it.invite(by, { email: "new@acme.example", developerId: null }, 0, { id: "inv_1", now }),
  changeMemberRole: (it, by) => it.changeMemberRole(by, cyd.id, "ADMIN", later),
  removeMember: (it, by) => it.removeMember(by, cyd.id, later),
  chooseJoiningPolicy: (it, by) => it.chooseJoiningPolicy(by, "CONSENT", later),
  acceptJoinRequest: (it, by) => it.acceptJoinRequest(by, "dev_dan", later),
  declineJoinRequest: (it, by) => it.declineJoinRequest(by, "dev_dan", later),
  createAccessToken: (it, by) => it.assertMayMakeTokens(by),
  proveDomain: (it, by) => it.beginDomainProof(by, { domain: "new.example", challenge: "abc" }, later),
};

describe("what one may do to a company is what the command says", () => {
  it.each(Object.keys(commands) as Alike[])("R37 %s", (name) => {
    const said = new Set<string>();
    for (const state of states) {
      for (const by of actors) {
        const command = refusalOf(() => commands[name](Partner.fromState(state), by));
        expect(refusalOf(() => onPartner[name](state, by))).toEqual(command);
        said.add(command?.code ?? "OK");
      }
    }
    expect(said).toContain("OK");
    expect(said).toContain("PARTNER_SUSPENDED");
  });

  it("R8 R9 leave, unless one is the last ADMIN", () => {
    const said = new Set<string>();
    for (const state of states) {
      const both: PartnerState = {
        ...state,
        members: state.members.map((member) => ({ ...member, role: "ADMIN" as const })),
      };
      for (const each of [state, both]) {
        for (const { developerId, role } of each.members) {
          const by = { ...memberOf(ada), developerId, role };
          const admins = each.members.filter((member) => member.role === "ADMIN").length;
          const command = refusalOf(() => Partner.fromState(each).removeMember(by, developerId, later));
          expect(refusalOf(() => onPartner.leave(each, by, admins))).toEqual(command);
          said.add(command?.code ?? "OK");
        }
      }
    }
    expect(said).toEqual(new Set(["OK", "LAST_ADMIN"]));
  });

  it("R10 registerClientApplication, with all that is missing", () => {
    for (const state of states) {
      for (const existing of [0, usualQuotas.applicationsOfPartner]) {
        const { profile, termsAcceptance } = ada.state;
        const facts = {
          isMember: true,
          profile,
          termsAcceptance,
          currentTerms: terms,
          company: state.details,
        };
        const registering = { facts, existing, quotas: usualQuotas };
        const foreseen = refusalOf(() =>
          onPartner.registerClientApplication(state, memberOf(ada), registering),
        );
        const command = refusalOf(() => {
          assertRoomForApplication(existing, usualQuotas);
          Partner.fromState(state).readyMember(ada, terms);
        });
        expect(foreseen).toEqual(command);
      }
    }
  });
});
