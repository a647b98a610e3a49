import { type Checks, type Given, withChecked } from "../checked-fields.js";
import { Problems, together } from "../domain-error.js";
import type { Id } from "../id.js";
import { nameText, plainText } from "../text.js";
import { optionalWebAddress } from "../web-address.js";
import { checkedRatePlans, type RatePlan } from "./rate-plan.js";

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
  readonly ratePlans: readonly RatePlan[];
}

export interface ApiProductState extends ApiProduct, ProductDetails {
  readonly createdAt: Date;
}

const maxApis = 100;

const checks: Checks<ProductDetails> = {
  name: (value) => nameText(value, { label: "The name", min: 2, max: 80, path: ["name"] }),
  description: (value) =>
    plainText(value, { label: "The description", min: 1, max: 1000, path: ["description"] }),
  apis: checkedApis,
  ratePlans: checkedRatePlans,
};

/**
 * What is given of the details, in stored form; what they embed is checked by the catalogue. Throws INVALID for every field
 * at once.
 */
export function checkedProduct<Details extends Given<ProductDetails>>(details: Details): Details {
  return withChecked(details, checks);
}

function checkedApis(apis: readonly Api[]): readonly Api[] {
  const problems = new Problems();
  if (apis.length > maxApis) problems.add("INVALID", `A product has at most ${maxApis} APIs.`, ["apis"]);
  const checked = apis.slice(0, maxApis).map((api, index) => problems.check(() => checkedApi(api, index)));
  checked.forEach((api, index) => {
    const first = checked.findIndex((other) => other?.name === api?.name && other?.version === api?.version);
    if (api && first < index)
      problems.add("INVALID", "This version of the API is listed twice.", ["apis", `${index}`]);
  });
  problems.throwIfAny();
  return checked.filter((api) => api !== undefined);
}

function checkedApi(api: Api, index: number): Api {
  const path = (field: string) => ["apis", `${index}`, field];
  const text = (label: string, field: "name" | "version", max: number) => () =>
    nameText(api[field], { label, min: 1, max, path: path(field) });
  const [name, version, documentationUrl] = together(
    text("The API's name", "name", 80),
    text("The API's version", "version", 20),
    () => optionalWebAddress(api.documentationUrl, "The documentation URL", path("documentationUrl")),
  );
  return { name, version, documentationUrl };
}
