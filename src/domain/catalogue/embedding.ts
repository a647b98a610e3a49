import { Problems } from "../domain-error.js";

interface Embedding {
  readonly id: string;
  readonly embedIds: readonly string[];
}

/** Each embedded product exists, once, and none embeds this one again, directly or not. Throws NOT_FOUND, INVALID. */
export function assertEmbeds(product: Embedding, products: readonly Embedding[]): void {
  const problems = new Problems();
  const byId = new Map(products.map((each) => [each.id, each.embedIds]));
  product.embedIds.forEach((id, index) => {
    const path = ["embedIds", `${index}`];
    if (id !== product.id && !byId.has(id)) problems.add("NOT_FOUND", "There is no such product.", path);
    else if (product.embedIds.indexOf(id) < index)
      problems.add("INVALID", "This product is there twice.", path);
    else if (leadsTo(id, product.id, byId)) {
      problems.add("INVALID", "This product embeds the one that is to embed it.", path);
    }
  });
  problems.throwIfAny();
}

function leadsTo(from: string, to: string, byId: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(byId.get(id) ?? []));
  }
  return false;
}
