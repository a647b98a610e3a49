import type { ApiView } from "../../application/queries/views.js";
import type { Terms } from "../../domain/catalogue/terms.js";
import { contentId } from "../ids.js";

/** The same API in several products is one thing. */
export function apiId({ name, version, documentationUrl }: ApiView) {
  return contentId("api", [name, version, documentationUrl]);
}

export function termsId({ version }: Pick<Terms, "version">) {
  return contentId("trm", [version]);
}
