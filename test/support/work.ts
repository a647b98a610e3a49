import type { WorkBudget } from "../../src/application/ports/work-budget.js";
import { createWorkBudget } from "../../src/infrastructure/work-budget.js";

/** More than any spec can spend. */
export const plentyOfWork = (): WorkBudget => createWorkBudget({ address: 1e9, developer: 1e9 });

/** Settings of a process that throttles nobody: specs do in a second what people do in an hour. */
export const unthrottled = { WORK_PER_ADDRESS: "1000000000", WORK_PER_DEVELOPER: "1000000000" };

/** What takes long since the machine is busy with other things is waited for; specs of time-outs say their own. */
export const patient = { LOCK_TIMEOUT: "60000", STATEMENT_TIMEOUT: "120000" };
