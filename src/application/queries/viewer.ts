import type { Id } from "../../domain/id.js";
/** Who asks. Everything that is read is what this developer may see, decided in SQL (R18). */
export interface Viewer {
  readonly developerId: Id<"dev">;
  /** Null once they are no longer a member. */
  readonly partnerId: Id<"prt"> | null;
  readonly isOperator: boolean;
}
