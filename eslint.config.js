import graphql from "@graphql-eslint/eslint-plugin";

const graphQLConfig = { schema: "schema.graphql", documents: "portal/src/**/*.graphql" };

/** What caches keep by its id is asked for with it, also where nothing is kept at first: reading it again keeps it. */
const operations = {
  files: ["portal/src/**/*.graphql"],
  plugins: { "@graphql-eslint": graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: { graphQLConfig },
  },
  rules: { "@graphql-eslint/require-selections": "error" },
};

/** graphql-eslint's rules for schemas, all of them and Relay's; where one is not kept as it is, this says why. */
export default [
  operations,
  {
    files: ["schema.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    rules: {
      ...graphql.configs["flat/schema-all"].rules,
      ...graphql.configs["flat/schema-relay"].rules,

      // The printer sorts by code unit, which `npm run schema:check` holds the file to; this rule sorts by locale.
      "@graphql-eslint/alphabetize": "off",

      // Meant for schemas that only read: this one has mutations and subscriptions.
      "@graphql-eslint/no-root-type": "off",

      "@graphql-eslint/strict-id-in-types": [
        "error",
        {
          exceptions: {
            suffixes: [
              // Where things stand in a list, and what a mutation says of itself: read, never kept by an id.
              ...["Connection", "Edge", "Payload", "Error"],
              // What a subscription tells at one moment.
              ...["Change", "Present", "Registered", "Updated", "Deleted", "Joined", "Left", "Decided"],
              // What is said of something typed that is not there yet.
              "Check",
            ],
            // Where a page stands in its list; settings of an environment, which are replaced as a whole, and what a company is to
            // publish, which is as well; sums of what happened.
            types: [
              "PageInfo",
              "KeyLifetime",
              "RatePlanLimit",
              "SignInProvider",
              "DomainProof",
              "UsagePoint",
              "DenialCount",
            ],
          },
        },
      ],

      // Lists that cannot grow long hold the things themselves, without pages and so without edges.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
