import { Problems, refuse } from "../domain-error.js";
import type { Id } from "../id.js";

interface Embedding {
  readonly id: Id<"prd">;
  readonly embedIds: readonly Id<"prd">[];
}

const maxEmbeds = 50;

/** Each embedded product exists, once, and none embeds this one again, directly or not. Throws NOT_FOUND, INVALID. */
export function assertEmbeds(product: Embedding, products: readonly Embedding[]): void {
  if (product.embedIds.length > maxEmbeds) {
    refuse("INVALID", `A product embeds at most ${maxEmbeds} others.`, ["embedIds"]);
  }
  const problems = new Problems();
  const byId = new Map(products.map((each) => [each.id, each.embedIds]));
  product.embedIds.forEach((id, index) => {
    const path = ["embedIds", `${index}`];
    if (id !== product.id && !byId.has(id)) problems.add("NOT_FOUND", "There is no such product.", path);
    else if (product.embedIds.indexOf(id) < index)
      problems.add("INVALID", "This product is listed twice.", path);
    else if (embeddedFirst([id], byId).has(product.id)) {
      problems.add("INVALID", "This product already embeds the one that would embed it.", path);
    }
  });
  problems.throwIfAny();
}

/**
 * The products and all that they embed at any depth, each after what it embeds itself; ends in circles, too. Products
 * are named alike by `products` and `embeddings`, by their ids or by their slugs.
 */
export function embeddedFirst(
  products: Iterable<string>,
  embeddings: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const entered = new Set<string>();
  const left = new Set<string>();
  // The next one is at the end.
  const waiting = [...products].reverse();
  for (let product = waiting.at(-1); product !== undefined; product = waiting.at(-1)) {
    if (entered.has(product)) {
      waiting.pop();
      left.add(product);
    } else {
      entered.add(product);
      const embedded = (embeddings.get(product) ?? []).filter((each) => !entered.has(each));
      waiting.push(...embedded.reverse());
    }
  }
  return left;
}
