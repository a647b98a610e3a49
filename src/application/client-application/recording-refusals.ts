import type { RefusedReveal } from "../../domain/client-application/events.js";
import { DomainError } from "../../domain/domain-error.js";
import type { Caller } from "../actor.js";
import type { Transaction, UnitOfWork } from "../ports/unit-of-work.js";
import { type ApplicationReference, actedOn } from "./own-application.js";

interface RevealAttempt extends Omit<RefusedReveal, "code"> {
  readonly reference: ApplicationReference;
}

/**
 * Runs the reveal; when the application refuses it, that is recorded in a transaction of its own, since the first has
 * taken everything back with it (R19, R33). What does not exist for the actor has no trail to be recorded in (R18).
 */
export async function recordingRefusals<T>(
  unitOfWork: UnitOfWork,
  caller: Caller,
  { reference, ...attempt }: RevealAttempt,
  reveal: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await unitOfWork.run(caller, reveal);
  } catch (error) {
    const code = error instanceof DomainError ? error.problems[0]?.code : undefined;
    if (code && code !== "NOT_FOUND" && code !== "NOT_A_MEMBER") {
      await unitOfWork.run(caller, async (transaction) => {
        const { by, application } = await actedOn(caller, transaction, reference);
        application.recordRefusedReveal(by, { ...attempt, code });
      });
    }
    throw error;
  }
}
