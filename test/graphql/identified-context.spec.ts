import { describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { Logger } from "../../src/application/ports/logger.js";
import { TokenRefused } from "../../src/application/ports/verified-identity.js";
import { prices } from "../../src/application/prices.js";
import { WorkAccount } from "../../src/application/work-account.js";
import { refuse } from "../../src/domain/domain-error.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { identifiedContext } from "../../src/graphql/identified-context.js";
import { createWorkBudget } from "../../src/infrastructure/work-budget.js";

const ada: Actor = { developerId: "dev_ada", partnerId: "prt_acme", isOperator: false, address: "192.0.2.1" };

function contextOf(actorOfRequest: (headers: Headers, address: string) => Promise<Actor | null>) {
  const logged: { reqId: string; fields: object }[] = [];
  const logger = {
    child: ({ reqId }: { reqId: string }) => ({ error: (fields: object) => logged.push({ reqId, fields }) }),
  } as unknown as Logger;
  const of = identifiedContext({
    isUnavailable: () => false,
    actorOfRequest,
    contextFor: (sender) => sender as GraphQLContext,
    logger,
  });
  const budget = createWorkBudget({ address: 200, developer: 100 });
  const account = () => new WorkAccount(budget, { kind: "ADDRESS", id: "192.0.2.1" });
  const headers = new Headers({ cookie: "c" });
  return {
    of: (work = account()) => of({ headers, ip: "192.0.2.1", requestId: "req-1", work }),
    account,
    logged,
  };
}

describe("the context of an operation", () => {
  it("is of whoever sends it, by its headers and address, and can ask anew", async () => {
    const asked: [string | null, string][] = [];
    const { of } = contextOf(async (headers, address) => {
      asked.push([headers.get("cookie"), address]);
      return asked.length === 1 ? ada : null;
    });
    const context = await of();
    expect([context.actor, context.requestId]).toEqual([ada, "req-1"]);
    expect(await context.identify()).toBeNull();
    expect(asked).toEqual([
      ["c", "192.0.2.1"],
      ["c", "192.0.2.1"],
    ]);
  });

  it("R4 is refused with its reason to whoever may not sign in, and that is no failure of ours", async () => {
    const { of, logged } = contextOf(async () => refuse("NOT_A_COMPANY_DOMAIN", "Use your company address."));
    await expect(of()).rejects.toMatchObject({
      message: "Use your company address.",
      extensions: { code: "FORBIDDEN", http: { status: 403 } },
    });
    expect(logged).toEqual([]);
  });

  it("is refused for a token that does not work as RFC 6750 says, and that is no failure of ours", async () => {
    const { of, logged } = contextOf(() => Promise.reject(new TokenRefused()));
    const refusal = await of().catch((error) => error);
    expect(refusal.extensions).toMatchObject({ code: "UNAUTHENTICATED", http: { status: 401 } });
    expect([...refusal.extensions.http.headers]).toEqual([
      ["www-authenticate", 'Bearer error="invalid_token"'],
    ]);
    expect(logged).toEqual([]);
  });

  it("finds nobody when it asks anew and the token has ended", async () => {
    let hasEnded = false;
    const { of } = contextOf(() => (hasEnded ? Promise.reject(new TokenRefused()) : Promise.resolve(ada)));
    const context = await of();
    hasEnded = true;
    expect(await context.identify()).toBeNull();
  });

  it("R4 is refused so as well when a subscription asks anew who listens", async () => {
    let isRefused = false;
    const { of } = contextOf(async () => (isRefused ? refuse("NOT_A_COMPANY_DOMAIN", "Not you.") : ada));
    const context = await of();
    isRefused = true;
    await expect(context.identify()).rejects.toMatchObject({ extensions: { code: "FORBIDDEN" } });
  });

  it("has the developer pay for what was done so far, and the address when nobody is signed in", async () => {
    const known = contextOf(async () => ada);
    const { work } = await known.of();
    expect(work.balance).toMatchObject({ payer: "DEVELOPER", remaining: 100 - prices.identification });
    const unknown = contextOf(async () => null);
    expect((await unknown.of()).work.balance).toMatchObject({ payer: "ADDRESS", remaining: 125 });
  });

  it("is refused to who has worked enough for now, whether it is known who that is or not", async () => {
    const overspent = { extensions: { code: "RATE_LIMITED", retryAfterSeconds: 10, http: { status: 429 } } };
    const known = contextOf(async () => ada);
    await known.of();
    await expect(known.of()).rejects.toMatchObject(overspent);
    let asked = 0;
    const unknown = contextOf(async () => {
      asked += 1;
      return null;
    });
    await unknown.of();
    await unknown.of();
    await expect(unknown.of()).rejects.toMatchObject(overspent);
    expect(asked).toBe(2);
  });

  it("says no more than the request's id when finding out fails, and the log has why under that id", async () => {
    const error = new Error("password=hunter2");
    const { of, logged } = contextOf(() => Promise.reject(error));
    await expect(of()).rejects.toMatchObject({
      message: "Something went wrong on our side.",
      extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "req-1", http: { status: 500 } },
    });
    expect(logged).toEqual([{ reqId: "req-1", fields: { error } }]);
  });
});
