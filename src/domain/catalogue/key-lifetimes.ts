import { Problems } from "../domain-error.js";
import type { Id } from "../id.js";

/** R39: how long keys of a product work in an environment, from their issue. */
export interface KeyLifetime {
  readonly productId: Id<"prd">;
  /** Of 24 hours each. */
  readonly days: number;
}

const maxLifetimes = 200;
const maxDays = 3650;
const day = 24 * 3_600_000;

/** R39: each of a product that exists, once, of 1 to 3650 whole days. Throws NOT_FOUND, INVALID for all at once. */
export function assertKeyLifetimes(
  lifetimes: readonly KeyLifetime[],
  products: readonly { readonly id: Id<"prd"> }[],
): void {
  const problems = new Problems();
  if (lifetimes.length > maxLifetimes) {
    problems.add("INVALID", `An environment has at most ${maxLifetimes} key lifetimes.`, ["keyLifetimes"]);
  }
  lifetimes.slice(0, maxLifetimes).forEach(({ productId, days }, index) => {
    const path = (field: string) => ["keyLifetimes", `${index}`, field];
    if (!products.some(({ id }) => id === productId))
      problems.add("NOT_FOUND", "There is no such product.", path("apiProduct"));
    else if (lifetimes.findIndex((other) => other.productId === productId) < index)
      problems.add("INVALID", "This product is listed twice.", path("apiProduct"));
    if (!Number.isInteger(days) || days < 1 || days > maxDays)
      problems.add("INVALID", `A key works for 1 to ${maxDays} whole days.`, path("days"));
  });
  problems.throwIfAny();
}

/** R39: when a key of the product ends that is issued now; null for never. */
export function expiryOfNewKey(
  { keyLifetimes }: { readonly keyLifetimes: readonly KeyLifetime[] },
  productId: Id<"prd">,
  now: Date,
): Date | null {
  const lifetime = keyLifetimes.find((each) => each.productId === productId);
  return lifetime ? new Date(now.getTime() + lifetime.days * day) : null;
}
