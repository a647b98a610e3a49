import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import type { Operator } from "../operator.js";
import { emailDomain } from "./email-domain.js";

declare const proof: unique symbol;

/** Proof that an operator is nobody of the partner that they decide about (R17, R37). Only `Partner` hands it out. */
export interface Reviewer {
  readonly partnerId: Id<"prt">;
  readonly developerId: Id<"dev">;
  /** When they left the partner; null when they never belonged to it. What was asked for before is not theirs to decide. */
  readonly leftAt: Date | null;
  readonly [proof]: "reviewer";
}

/** R17: nor is it theirs to decide what came while they belonged to it. Throws OWN_PARTNER. */
export function assertNotConcerned(
  { leftAt }: Reviewer,
  { since, what, path }: { readonly since: Date; readonly what: string; readonly path: readonly string[] },
): void {
  if (!leftAt || leftAt < since) return;
  refuse(
    "OWN_PARTNER",
    `You have belonged to this company since ${what}; another operator has to decide it.`,
    path,
  );
}

interface Applicant {
  readonly id: Id<"prt">;
  readonly domains: readonly string[];
  readonly members: readonly { readonly developerId: Id<"dev"> }[];
}

/** R17: no member, and nobody with an address at one of the domains. Throws OWN_PARTNER. */
export function reviewerOf(
  { id, domains, members }: Applicant,
  by: Operator,
  { email, leftAt }: { readonly email: string; readonly leftAt: Date | null },
  path: readonly string[] = ["accessRequestId"],
): Reviewer {
  const isMember = by.partnerId === id || members.some(({ developerId }) => developerId === by.developerId);
  if (isMember || domains.includes(emailDomain(email))) {
    const message = "This is about your own company; another operator has to decide it.";
    refuse("OWN_PARTNER", message, path);
  }
  return { partnerId: id, developerId: by.developerId, leftAt } as Reviewer;
}

/** R17: an environment that approves by itself lets in whatever waits. Throws OWN_PARTNER. */
export function assertNoneWaits(waitsForAnother: boolean): void {
  if (!waitsForAnother) return;
  const message = "Applications of your own company wait here; another operator has to decide them first.";
  refuse("OWN_PARTNER", message, ["accessPolicy"]);
}
