import { describe, expect, it } from "@jest/globals";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { operatorOf } from "../../src/domain/operator.js";
import {
  ada,
  catalogue,
  cyd,
  development,
  ids,
  lastEvent,
  later,
  mallory,
  memberOf,
  onceOnly,
  production,
  provision,
  ready,
  register,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const olga = operatorOf({ developerId: "dev_olga", partnerId: "prt_bank", isOperator: true });
const owner = memberOf(ada);
const waiting = () => register({ environmentIds: [production.id] });
const grantId = ({ state }: ClientApplication) => state.grants[0]?.id ?? "";

describe("R17 who decides", () => {
  it("is an operator", () => {
    const anybody = { developerId: "dev_x", partnerId: null, isOperator: false };
    expectRefused(() => operatorOf(anybody), "NOT_AN_OPERATOR");
    expect(operatorOf({ ...anybody, isOperator: true })).toEqual({ developerId: "dev_x", partnerId: null });
  });

  it("is never a member of the applying partner", () => {
    const application = waiting();
    const own = operatorOf({
      developerId: "dev_y",
      partnerId: application.state.partnerId,
      isOperator: true,
    });
    const id = grantId(application);
    expectRefused(() => application.approveAccess(own, id, later), "OWN_PARTNER");
    expectRefused(() => application.rejectAccess(own, id, "No.", later), "OWN_PARTNER");
    expect(application.state.grants[0]?.decision).toBeNull();
  });
});

describe("R17 a request", () => {
  it("is approved, and then provisioned", () => {
    const application = waiting();
    application.approveAccess(olga, grantId(application), later);
    expect(application.state).toMatchObject({ version: 2, updatedAt: later });
    expect(application.state.grants[0]?.decision).toEqual({ verdict: "APPROVED", at: later, reason: null });
    expect(lastEvent(application)).toMatchObject({
      type: "AccessApproved",
      grantId: grantId(application),
      environmentId: production.id,
    });
    provision(application, production);
    expect(application.desiredAccess(production.id, later).keys).toHaveLength(2);
  });

  it("is rejected with a reason of 1 to 1,000 characters, and nothing is issued", () => {
    const application = waiting();
    for (const reason of ["", "  ", "x".repeat(1001), "<b>No</b>"]) {
      expectRefused(() => application.rejectAccess(olga, grantId(application), reason, later), "INVALID");
    }
    application.rejectAccess(olga, grantId(application), " No. ", later);
    expect(application.state.grants[0]?.decision).toEqual({ verdict: "REJECTED", at: later, reason: "No." });
    expect(lastEvent(application)).toMatchObject({ type: "AccessRejected", reason: "No." });
    provision(application, production);
    expect(application.state.grants[0]?.credentials).toBeNull();
  });

  it("is decided once", () => {
    for (const first of ["approve", "reject"]) {
      const application = waiting();
      const id = grantId(application);
      if (first === "approve") application.approveAccess(olga, id, later);
      else application.rejectAccess(olga, id, "No.", later);
      expectRefused(() => application.approveAccess(olga, id, later), "ALREADY_DECIDED");
      expectRefused(() => application.rejectAccess(olga, id, "No.", later), "ALREADY_DECIDED");
    }
  });

  it("can be made again by an owner after a rejection, with a note", () => {
    const application = waiting();
    const id = grantId(application);
    const again = (note = " Because. ", by = owner) => application.requestAccessAgain(by, id, note, later);
    expectRefused(() => again(), "INVALID");
    application.rejectAccess(olga, id, "No.", later);
    for (const note of ["", "x".repeat(1001)]) expectRefused(() => again(note), "INVALID");
    expectRefused(() => again("Please.", memberOf(cyd)), "NOT_AN_OWNER");
    expectRefused(() => again("Please.", mallory), "NOT_FOUND");
    again();
    expect(application.state.grants[0]).toMatchObject({
      requestedAt: later,
      decision: null,
      requestNote: "Because.",
    });
    expect(lastEvent(application)).toMatchObject({ type: "AccessRequestedAgain", grantId: id });
    application.approveAccess(olga, id, later);
    expectRefused(() => again(), "ALREADY_DECIDED");
  });

  it("that nobody knows is not found", () => {
    const application = waiting();
    for (const act of [
      () => application.approveAccess(olga, "grt_none", later),
      () => application.rejectAccess(olga, "grt_none", "No.", later),
      () => application.requestAccessAgain(owner, "grt_none", "Why?", later),
      () => application.retryProvisioning(olga, "grt_none"),
    ]) {
      expectRefused(act, "NOT_FOUND");
    }
  });

  it("is told to the operators when an application is registered or gets another environment", () => {
    const application = register({ environmentIds: [development.id, production.id] });
    expect(lastEvent(application)).toMatchObject({
      grantedEnvironmentIds: [development.id],
      awaitingEnvironmentIds: [production.id],
    });
    const other = register();
    other.events.take();
    const places = { environmentIds: [development.id, onceOnly.id, production.id] };
    other.edit(owner, () => ready, 1, places, catalogue, ids(), later);
    expect(lastEvent(other)).toMatchObject({ awaitingEnvironmentIds: [production.id] });
  });

  it("is not asked for again by another product", () => {
    const application = register({ productIds: ["prd_accounts"], environmentIds: [production.id] });
    application.approveAccess(olga, grantId(application), later);
    application.events.take();
    const products = { productIds: ["prd_accounts", "prd_transfers"] };
    application.edit(
      owner,
      () => ready,
      2,
      products,
      catalogue,
      (prefix) => `${prefix}_9`,
      later,
    );
    expect(application.state.grants[0]?.decision?.verdict).toBe("APPROVED");
    expect(lastEvent(application)).toMatchObject({
      awaitingEnvironmentIds: [],
      affectedEnvironmentIds: [production.id],
    });
  });
});

describe("what fails", () => {
  it("is tried again by an operator, once it is approved; that is no change of the application", () => {
    const application = waiting();
    const id = grantId(application);
    expectRefused(() => application.retryProvisioning(olga, id), "NOT_ISSUED");
    application.approveAccess(olga, id, later);
    application.events.take();
    application.retryProvisioning(olga, id);
    expect(application.state.version).toBe(2);
    expect(lastEvent(application)).toMatchObject({
      type: "ProvisioningRetried",
      environmentId: production.id,
    });
  });
});

describe("R10 adding an environment", () => {
  it("needs what registering needs; other edits do not", () => {
    const application = register();
    const ask = () => {
      throw new Error("asked");
    };
    application.edit(owner, ask, 1, { description: "Other." }, catalogue, ids(), later);
    const places = { environmentIds: [development.id, onceOnly.id] };
    expect(() => application.edit(owner, ask, 2, places, catalogue, ids(), later)).toThrow("asked");
    expect(application.state.version).toBe(2);
  });
});
