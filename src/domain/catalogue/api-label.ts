import type { Api } from "./api-product.js";

/**
 * What programs call an API: its name in lower case with single hyphens for whatever is neither letter nor digit, and its
 * version, such as `accounts@v1`.
 */
export function apiLabel({ name, version }: Pick<Api, "name" | "version">): string {
  const words =
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `${words.join("-")}@${version}`;
}
