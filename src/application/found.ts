import { refuse } from "../domain/domain-error.js";

/** The thing itself. Throws NOT_FOUND when it is null: the same for unknown and for not yours (R18). */
export function found<T>(thing: T | null, noun: string, path: readonly string[] = []): T {
  return thing ?? refuse("NOT_FOUND", `There is no such ${noun}.`, path);
}
