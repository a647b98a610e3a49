import type { Id } from "../domain/id.js";

/** Who has done something: a developer, or a company's token. */
export type ActorId = Id<"dev"> | Id<"pat">;

export function isDeveloperId(id: ActorId): id is Id<"dev"> {
  return id.startsWith("dev_");
}
