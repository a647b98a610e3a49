import type { Problem } from "../domain-error.js";

/** R11: how a name meets that of another application of the partner. */
export type NameClash = "SAME" | "LOOKS_THE_SAME";

export const nameTaken: Readonly<Record<NameClash, Problem>> = {
  SAME: {
    code: "NAME_TAKEN",
    message: "Another application of your company has this name; choose another.",
    path: ["name"],
  },
  LOOKS_THE_SAME: {
    code: "NAME_TAKEN",
    message: "The name looks like that of another application of your company; choose another.",
    path: ["name"],
  },
};
