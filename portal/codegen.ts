import type { CodegenConfig } from "@graphql-codegen/cli";
import { scalars } from "../clients/types/scalars.js";

/** `npm run portal:types`: the types of every document of these pages. */
const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: "src/**/*.graphql",
  silent: true,
  generates: {
    "src/api/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: { unmaskFunctionName: "getFragmentData" } },
      config: { scalars, strictScalars: true, enumType: "string-literal", useTypeImports: true },
    },
  },
};

export default config;
