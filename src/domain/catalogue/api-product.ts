import { Problems } from "../domain-error.js";
import type { Id } from "../id.js";
import { nameText, plainText } from "../text.js";
import { optionalWebAddress } from "../web-address.js";

/** A licensed collection of APIs, as applications choose it. Operators keep it. */
export interface ApiProduct {
  readonly id: Id<"prd">;
  readonly slug: string;
  readonly name: string;
  /** Closed products take no new applications (R14). */
  readonly isOpen: boolean;
}

export interface Api {
  readonly name: string;
  readonly version: string;
  readonly documentationUrl: string | null;
}

export interface ProductDetails {
  readonly name: string;
  readonly description: string;
  readonly apis: readonly Api[];
  /** Products whose APIs this one includes. */
  readonly embedIds: readonly Id<"prd">[];
}

export interface ApiProductState extends ApiProduct, ProductDetails {
  readonly createdAt: Date;
}

const maxApis = 100;
const maxEmbeds = 50;

/** The details in stored form; what they embed is checked by the catalogue. Throws INVALID for every field at once. */
export function checkedProduct(details: ProductDetails): ProductDetails {
  const problems = new Problems();
  const name = problems.check(() =>
    nameText(details.name, { label: "The name", min: 2, max: 80, path: ["name"] }),
  );
  const rule = { label: "The description", min: 1, max: 1000, path: ["description"] };
  const description = problems.check(() => plainText(details.description, rule));
  if (details.apis.length > maxApis) {
    problems.add("INVALID", `A product has at most ${maxApis} APIs.`, ["apis"]);
  }
  if (details.embedIds.length > maxEmbeds) {
    problems.add("INVALID", `A product embeds at most ${maxEmbeds} others.`, ["embedIds"]);
  }
  const apis = details.apis.slice(0, maxApis).map((api, index) => checkedApi(problems, api, index));
  apis.forEach(({ name, version }, index) => {
    const first = apis.findIndex((other) => other.name === name && other.version === version);
    if (first < index)
      problems.add("INVALID", "This version of the API is listed twice.", ["apis", `${index}`]);
  });
  problems.throwIfAny();
  return { name: name ?? "", description: description ?? "", apis, embedIds: [...details.embedIds] };
}

function checkedApi(problems: Problems, api: Api, index: number): Api {
  const path = (field: string) => ["apis", `${index}`, field];
  const text = (label: string, field: "name" | "version", max: number) =>
    problems.check(() => nameText(api[field], { label, min: 1, max, path: path(field) })) ?? "";
  const documentationUrl = problems.check(() =>
    optionalWebAddress(api.documentationUrl, "The documentation URL", path("documentationUrl")),
  );
  return {
    name: text("The API's name", "name", 80),
    version: text("The API's version", "version", 20),
    documentationUrl: documentationUrl ?? null,
  };
}
