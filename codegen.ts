import type { CodegenConfig } from "@graphql-codegen/cli";
import { scalars } from "./clients/types/scalars.js";

const generated = "clients/types/generated";
const made = { add: { content: "// Made from schema.graphql by `npm run client:types`." } };

/** `npm run client:types`: what the package for front ends in `clients/types` knows of the schema. */
const config: CodegenConfig = {
  schema: "schema.graphql",
  silent: true,
  generates: {
    [`${generated}/schema.d.ts`]: {
      plugins: [made, "typescript"],
      config: { scalars, strictScalars: true, enumType: "string-literal", avoidOptionals: { field: true } },
    },
    [`${generated}/possible-types.js`]: {
      plugins: [made, "fragment-matcher"],
      config: { deterministic: true },
    },
    [`${generated}/caching.js`]: { plugins: [made, "./scripts/client-types/caching.ts"] },
    [`${generated}/introspection.js`]: { plugins: [made, "./scripts/client-types/introspection.ts"] },
  },
};

export default config;
