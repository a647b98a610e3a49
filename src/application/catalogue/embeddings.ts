/** What each product embeds, both by the same kind of name. */
export type Embeddings = ReadonlyMap<string, readonly string[]>;

/** The products and all that they embed at any depth, each after what it embeds itself. Ends in circles, too. */
export function embeddedFirst(products: Iterable<string>, embeddings: Embeddings): string[] {
  const seen = new Set<string>();
  const ordered: string[] = [];
  const visit = (product: string): void => {
    if (seen.has(product)) return;
    seen.add(product);
    for (const embedded of embeddings.get(product) ?? []) visit(embedded);
    ordered.push(product);
  };
  for (const product of products) visit(product);
  return ordered;
}
