import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { Edit } from "../../src/domain/client-application/editing.js";
import type { NewId } from "../../src/domain/client-application/state.js";
import type { Id } from "../../src/domain/id.js";
import { operatorOf } from "../../src/domain/operator.js";
import {
  accounts,
  ada,
  catalogue,
  cyd,
  development,
  ids,
  lastEvent,
  later,
  mallory,
  memberOf,
  now,
  olga,
  onceOnly,
  production,
  provision,
  ready,
  register,
  reviewer,
  transfers,
  trio,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const owner = memberOf(ada);
const waiting = () => register({ environmentIds: [production.id] });
const grantId = ({ state }: ClientApplication) => state.grants[0]?.id ?? "grt_";
const requests = ({ state }: ClientApplication) => state.grants[0]?.requests ?? [];
const requestId = (application: ClientApplication) => requests(application)[0]?.id ?? "req_";
const approved = { verdict: "APPROVED", at: later, reason: null, byId: olga.developerId };

describe("R17 who decides", () => {
  it("is an operator", () => {
    const anybody = { developerId: "dev_x", partnerId: null, isOperator: false } as const;
    expectRefused(() => operatorOf(anybody), "NOT_AN_OPERATOR");
    expect(operatorOf({ ...anybody, isOperator: true })).toEqual({ developerId: "dev_x", partnerId: null });
  });

  it("is never a member of the applying partner, nor anybody at one of its domains", () => {
    const member = operatorOf({ developerId: ada.id, partnerId: null, isOperator: true });
    const own = operatorOf({ developerId: "dev_y", partnerId: trio.id, isOperator: true });
    expectRefused(() => trio.reviewer(member, "ada@bank.example", null), "OWN_PARTNER");
    expectRefused(() => trio.reviewer(own, "olga@bank.example", null), "OWN_PARTNER");
    expectRefused(() => trio.reviewer(olga, "olga@acme.example", null), "OWN_PARTNER");
  });

  it("is nobody who belonged to it when the request was made, or since", () => {
    for (const leftAt of [now, later]) {
      const former = trio.reviewer(olga, "olga@bank.example", leftAt);
      const application = waiting();
      const id = requestId(application);
      expectRefused(() => application.approveAccess(former, id, later), "OWN_PARTNER");
      expectRefused(() => application.rejectAccess(former, id, "No.", later), "OWN_PARTNER");
      expectRefused(() => application.seeAccessChanges(former, id), "OWN_PARTNER");
      expect(requests(application)[0]?.decision).toBeNull();
    }
    const application = waiting();
    const before = trio.reviewer(olga, "olga@bank.example", new Date(now.getTime() - 1));
    application.approveAccess(before, requestId(application), later);
    expect(requests(application)[0]?.decision).toEqual(approved);
  });
});

describe("R17 a request", () => {
  it("is approved, and then provisioned", () => {
    const application = waiting();
    application.approveAccess(reviewer, requestId(application), later);
    expect(application.state).toMatchObject({ version: 2, updatedAt: later });
    expect(requests(application)[0]?.decision).toEqual(approved);
    expect(lastEvent(application)).toMatchObject({
      type: "AccessApproved",
      accessRequestId: requestId(application),
      grantId: grantId(application),
      environmentId: production.id,
    });
    provision(application, production);
    expect(application.desiredAccess(production.id, later).keys).toHaveLength(2);
  });

  it("is rejected with a reason of 1 to 1,000 characters, and nothing is issued", () => {
    const application = waiting();
    for (const reason of ["", "  ", "x".repeat(1001), "N\u202eo"]) {
      expectRefused(
        () => application.rejectAccess(reviewer, requestId(application), reason, later),
        "INVALID",
      );
    }
    application.rejectAccess(
      reviewer,
      requestId(application),
      " No: <b>see</b> <https://bank.example>. ",
      later,
    );
    expect(requests(application)[0]?.decision).toMatchObject({
      verdict: "REJECTED",
      at: later,
      reason: "No: <b>see</b> <https://bank.example>.",
    });
    expect(lastEvent(application)).toMatchObject({
      type: "AccessRejected",
      reason: "No: <b>see</b> <https://bank.example>.",
    });
    provision(application, production);
    expect(application.state.grants[0]?.credentials).toBeNull();
  });

  it("is decided once", () => {
    for (const first of ["approve", "reject"]) {
      const application = waiting();
      const id = requestId(application);
      if (first === "approve") application.approveAccess(reviewer, id, later);
      else application.rejectAccess(reviewer, id, "No.", later);
      expectRefused(() => application.approveAccess(reviewer, id, later), "ALREADY_DECIDED");
      expectRefused(() => application.rejectAccess(reviewer, id, "No.", later), "ALREADY_DECIDED");
    }
  });

  it("can be made again by an owner after a rejection, with a note", () => {
    const application = waiting();
    const id = requestId(application);
    const again = (note = " Because. ", by = owner) => application.requestAccessAgain(by, id, note, later);
    expectRefused(() => again(), "INVALID");
    application.rejectAccess(reviewer, id, "No.", later);
    for (const note of ["", "x".repeat(1001)]) expectRefused(() => again(note), "INVALID");
    expectRefused(() => again("Please.", memberOf(cyd)), "NOT_AN_OWNER");
    expectRefused(() => again("Please.", mallory), "NOT_FOUND");
    again();
    expect(requests(application)).toMatchObject([{ requestedAt: later, decision: null, note: "Because." }]);
    expect(lastEvent(application)).toMatchObject({ type: "AccessRequestedAgain", accessRequestId: id });
    application.approveAccess(reviewer, id, later);
    expectRefused(() => again(), "ALREADY_DECIDED");
  });

  it("that waits is approved by nobody once its environment needs no approval any more", () => {
    const application = waiting();
    const automatic = { ...production, accessPolicy: "AUTOMATIC" } as const;
    application.approveByPolicy(production, later);
    application.approveByPolicy({ ...automatic, id: development.id }, later);
    expect([requests(application)[0]?.decision, application.state.version]).toEqual([null, 1]);
    application.approveByPolicy(automatic, later);
    expect(requests(application)[0]?.decision).toEqual({ ...approved, byId: null });
    expect(lastEvent(application)).toMatchObject({
      type: "AccessApprovedByPolicy",
      accessRequestId: requestId(application),
      environmentId: production.id,
    });
    const { version } = application.state;
    application.approveByPolicy(automatic, later);
    expect(application.state.version).toBe(version);
  });

  it("that was rejected stays so when its environment needs no approval any more, until it is made again", () => {
    const application = waiting();
    const id = requestId(application);
    application.rejectAccess(reviewer, id, "No.", later);
    const automatic = { ...production, accessPolicy: "AUTOMATIC" } as const;
    application.approveByPolicy(automatic, later);
    expect(requests(application)[0]?.decision?.verdict).toBe("REJECTED");
    application.requestAccessAgain(owner, id, "Please.", later);
    application.approveByPolicy(automatic, later);
    expect(requests(application)[0]?.decision).toEqual({ ...approved, byId: null });
  });

  it("that nobody knows is not found", () => {
    const application = waiting();
    for (const act of [
      () => application.approveAccess(reviewer, "req_none", later),
      () => application.rejectAccess(reviewer, "req_none", "No.", later),
      () => application.requestAccessAgain(owner, "req_none", "Why?", later),
      () => application.seeAccessChanges(reviewer, "req_none"),
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
    other.edit(owner, { ready: () => ready, expectedVersion: 1, edit: places }, catalogue, {
      newId: ids(),
      now: later,
    });
    expect(lastEvent(other)).toMatchObject({ awaitingEnvironmentIds: [production.id] });
  });

  it("covers the products that were asked for: one added later waits, while the others go on", () => {
    const application = register({ productIds: [accounts.id], environmentIds: [production.id] });
    application.approveAccess(reviewer, requestId(application), later);
    provision(application, production);
    application.events.take();
    const both = { productIds: [accounts.id, transfers.id] };
    const newId: NewId = (prefix) => `${prefix}_9`;
    application.edit(owner, { ready: () => ready, expectedVersion: 2, edit: both }, catalogue, {
      newId,
      now: later,
    });
    expect(lastEvent(application)).toMatchObject({
      awaitingEnvironmentIds: [production.id],
      addedProductIds: [transfers.id],
    });
    expect(requests(application)).toMatchObject([
      { productIds: [accounts.id], decision: approved },
      { id: "req_9", productIds: [transfers.id], requestedAt: later, decision: null },
    ]);
    provision(application, production);
    const statuses = () => {
      const [grant] = application.state.grants;
      return grant?.keys.map((key) => apiKeyStatus(key, grant, application.state, later));
    };
    expect(statuses()).toEqual(["ACTIVE", "AWAITING_APPROVAL"]);
    expect(application.desiredAccess(production.id, later).keys).toHaveLength(1);
    application.rejectAccess(reviewer, "req_9", "Not these.", later);
    expect(statuses()).toEqual(["ACTIVE", "REJECTED"]);
    application.requestAccessAgain(owner, "req_9", "Please.", later);
    application.approveAccess(reviewer, "req_9", later);
    provision(application, production);
    expect(statuses()).toEqual(["ACTIVE", "ACTIVE"]);
  });

  it("ends for a product that is removed: adding it back is asked for anew (R25)", () => {
    const application = register({ environmentIds: [production.id] });
    application.approveAccess(reviewer, requestId(application), later);
    const edit = (productIds: Id<"prd">[], version: number, id: string) =>
      application.edit(
        owner,
        { ready: () => ready, expectedVersion: version, edit: { productIds } },
        catalogue,
        { newId: <Prefix extends string>(p: Prefix) => `${p}_${id}` as const, now: later },
      );
    edit([accounts.id], 2, "8");
    expect(requests(application)).toMatchObject([{ productIds: [accounts.id], decision: approved }]);
    edit([accounts.id, transfers.id], 3, "9");
    expect(requests(application)).toMatchObject([
      { productIds: [accounts.id], decision: approved },
      { productIds: [transfers.id], decision: null },
    ]);
    edit([accounts.id], 4, "10");
    expect(requests(application)).toHaveLength(1);
  });

  it("that was approved tells the operators what they looked at and is another now, until one has seen it", () => {
    const application = register({ environmentIds: [development.id, production.id] });
    const id = application.state.grants[1]?.requests[0]?.id ?? "req_";
    const edit = (changes: Edit) => {
      const { version } = application.state;
      application.edit(owner, { ready: () => ready, expectedVersion: version, edit: changes }, catalogue, {
        newId: ids(),
        now: later,
      });
      return lastEvent(application);
    };
    expect(edit({ name: "Books" })).toMatchObject({ reviewEnvironmentIds: [] });
    application.approveAccess(reviewer, id, later);
    expect(edit({ description: "Other." })).toMatchObject({ reviewEnvironmentIds: [] });
    expect(edit({ name: "Ledger" })).toMatchObject({ reviewEnvironmentIds: [production.id] });
    edit({ siteUrl: "https://books.example", redirectUrls: ["https://books.example/cb"] });
    edit({ name: "Journal" });
    const changed = () => application.state.grants.map(({ requests }) => requests[0]?.changedDetails);
    expect(changed()).toEqual([[], ["name", "siteUrl", "redirectUrls"]]);
    const { version } = application.state;
    application.seeAccessChanges(reviewer, id);
    expect(lastEvent(application)).toMatchObject({ type: "AccessChangesSeen", accessRequestId: id });
    expect(changed()).toEqual([[], []]);
    application.seeAccessChanges(reviewer, id);
    expect(application.events.take()).toEqual([]);
    expect(application.state.version).toBe(version);
  });
});

describe("what fails", () => {
  it("is tried again by an operator, once it is approved; that is no change of the application", () => {
    const application = waiting();
    const id = grantId(application);
    expectRefused(() => application.retryProvisioning(olga, id), "NOT_ISSUED");
    application.approveAccess(reviewer, requestId(application), later);
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
    application.edit(owner, { ready: ask, expectedVersion: 1, edit: { description: "Other." } }, catalogue, {
      newId: ids(),
      now: later,
    });
    const places = { environmentIds: [development.id, onceOnly.id] };
    expect(() =>
      application.edit(owner, { ready: ask, expectedVersion: 2, edit: places }, catalogue, {
        newId: ids(),
        now: later,
      }),
    ).toThrow("asked");
    expect(application.state.version).toBe(2);
  });
});
