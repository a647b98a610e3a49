import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Balance, WorkBudget } from "../application/ports/work-budget.js";
import { prices } from "../application/prices.js";
import { WorkAccount } from "../application/work-account.js";
import { networkOf } from "./network-of.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a request costs before it is known what it asks for; `prices.request` when left out. */
    price?: number | ((request: FastifyRequest) => number);
  }
  interface FastifyRequest {
    work: WorkAccount;
  }
}

/**
 * Every request pays for what it costs, in advance: its address, and once it is known who asks the developer instead
 * (`request.work`). What is not paid for is answered with 429 `RATE_LIMITED` and `Retry-After`. Every answer tells what
 * is left, in the fields of draft-ietf-httpapi-ratelimit-headers-10. Asking for the health of the process is free.
 */
export function chargeWork(app: FastifyInstance, budget: WorkBudget): void {
  app.decorateRequest("work", null as unknown as WorkAccount);
  app.addHook("onRequest", async (request) => {
    request.work = new WorkAccount(budget, { kind: "ADDRESS", id: networkOf(request.address) });
    const { price = prices.request } = request.routeOptions.config;
    const own = typeof price === "function" ? price(request) : price;
    if (own > 0) await request.work.spend(own + bodyPrice(request.headers));
  });
  app.addHook("onSend", async (request, reply) => {
    const { balance } = request.work ?? {};
    if (balance) reply.headers(rateLimitFields(balance));
  });
}

/** To receive and parse a body, by its headers (RFC 9112 §6). */
function bodyPrice(headers: IncomingHttpHeaders): number {
  const { "content-length": length, "transfer-encoding": encoding } = headers;
  if (encoding !== undefined) return prices.unknownKibibytes * prices.kibibyte;
  return Math.ceil((Number(length ?? 0) || 0) / 1024) * prices.kibibyte;
}

/** `extensions.cost` of an answer: what its operation cost, and what was spent in all, in points. */
export function costExtension({ operationCost, spent }: WorkAccount) {
  return { operation: operationCost, spent };
}

/** What `rateLimit` of the API tells of a budget, as far as it is known: where there are no headers. */
export function budgetExtension({ balance }: WorkAccount): { rateLimit?: Balance } {
  return balance ? { rateLimit: balance } : {};
}

/** `extensions` of each event of a subscription. */
export function spendingExtensions(work: WorkAccount) {
  return { cost: costExtension(work), ...budgetExtension(work) };
}

/** `RateLimit-Policy` and `RateLimit`: structured fields (RFC 9651), the quota counted in points of work. */
export function rateLimitFields(balance: Balance): Record<string, string> {
  const policy = `"${balance.payer.toLowerCase()}"`;
  return {
    "ratelimit-policy": `${policy};q=${balance.limit};qu="points";w=${balance.windowSeconds}`,
    ratelimit: `${policy};r=${balance.remaining};t=${balance.resetSeconds}`,
  };
}
