import type { Id } from "../id.js";

declare const proof: unique symbol;

/**
 * Proof that a company's token works now. It acts for the company as the owners do, on the applications that it names, and
 * on nothing else. Only `AccessToken` hands it out.
 */
export interface CompanyToken {
  readonly tokenId: Id<"pat">;
  readonly partnerId: Id<"prt">;
  readonly applicationIds: readonly Id<"app">[];
  readonly [proof]: "company token";
}
