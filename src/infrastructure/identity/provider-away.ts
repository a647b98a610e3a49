/** An OpenID provider does not say by which keys it signs, so that no token of it can be judged now. */
export class ProviderAway extends Error {
  override name = "ProviderAway";
}

/** `ask`, which says of whatever keeps it from an answer that the provider is away. */
export function tellingProviderAway<T>(ask: () => Promise<T>): () => Promise<T> {
  return () =>
    ask().catch((cause: unknown) => {
      throw new ProviderAway("The OpenID provider's keys are not available.", { cause });
    });
}
