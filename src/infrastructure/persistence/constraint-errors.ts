import { nameTaken } from "../../domain/client-application/name-taken.js";
import { DomainError, type Problem } from "../../domain/domain-error.js";

/** PostgreSQL, Appendix A. */
const uniqueViolation = "23505";

/** What a violated constraint means to the caller: the database's guarantee in the domain's words. */
const problemOf: Readonly<Record<string, Problem>> = {
  client_application_name_unique: nameTaken.SAME,
  client_application_skeleton_unique: nameTaken.LOOKS_THE_SAME,
};

/** The domain's error for a violated constraint; any other error as it is. */
export function translated(error: unknown): unknown {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  const problem =
    code === uniqueViolation && typeof constraint === "string" ? problemOf[constraint] : undefined;
  return problem ? new DomainError([problem]) : error;
}
