import type { Id } from "../../domain/id.js";
import type { Caller } from "../actor.js";

/** Who asks. Everything that is read is what they may see, decided in SQL (R18). */
export interface Viewer {
  /** `dev_`, which nobody has, for a company's token. */
  readonly developerId: Id<"dev">;
  /** Null once they are no longer a member. */
  readonly partnerId: Id<"prt"> | null;
  readonly isOperator: boolean;
  /** To a company's token, nothing of the company is there but what it names. Left out for everybody else. */
  readonly companyToken?: { readonly id: Id<"pat">; readonly applicationIds: readonly Id<"app">[] };
}

/** What of a caller decides what they see. */
export function viewerOf(caller: Caller): Viewer {
  const { developerId, partnerId, isOperator } = caller;
  if (developerId !== null) return { developerId, partnerId, isOperator };
  const companyToken = { id: caller.companyTokenId, applicationIds: caller.applicationIds };
  return { developerId: "dev_", partnerId, isOperator, companyToken };
}
