import type { ClientApplicationReads } from "../../../application/queries/read-model.js";
import { nameKeys } from "../../../domain/name-keys.js";
import { prototypes } from "../../confusables.js";
import type { Reader } from "../db.js";

/** By the keys that are unique within a partner (R11): with which of them another application meets a name. */
export function nameClash(db: Reader): ClientApplicationReads["nameClash"] {
  return async (partnerId, name, exceptId) => {
    const { folded, skeleton } = nameKeys(name, prototypes);
    const others = await db
      .selectFrom("ClientApplicationRow as a")
      .where("a.partnerId", "=", partnerId)
      .where("a.id", "!=", exceptId ?? "app_")
      .where(({ or, eb }) => or([eb("a.nameKey", "=", folded), eb("a.nameSkeleton", "=", skeleton)]))
      .select("a.nameKey")
      .execute();
    if (others.length === 0) return null;
    return others.some(({ nameKey }) => nameKey === folded) ? "SAME" : "LOOKS_THE_SAME";
  };
}
