interface Made {
  readonly product: { readonly name: string };
}

/** Keys of one product beside each other, as two of them are while one takes the other's place. */
export function byProduct<Key extends Made>(keys: readonly Key[], language: string): Key[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...keys].sort((one, other) => compare(one.product.name, other.product.name));
}
