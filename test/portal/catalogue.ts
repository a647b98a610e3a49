/** The sample catalogue as the API tells it to forms. */
export const catalogue = {
  apiProducts: {
    __typename: "ApiProductConnection",
    nodes: [product("accounts", "Accounts"), product("transfers", "Transfers")],
  },
  apiEnvironments: {
    __typename: "ApiEnvironmentConnection",
    nodes: [
      environment("development", "Development", "AUTOMATIC"),
      environment("production", "Production", "APPROVAL"),
    ],
  },
};

function product(slug: string, name: string) {
  return {
    __typename: "ApiProduct",
    id: `prd_${slug}`,
    slug,
    name,
    description: `${name} of customers.`,
    embeds: [],
    apis: [{ __typename: "Api", id: `api_${slug}`, name, version: "v1" }],
  };
}

function environment(slug: string, name: string, accessPolicy: string) {
  return {
    __typename: "ApiEnvironment",
    id: `env_${slug}`,
    slug,
    name,
    institution: "Sample Bank",
    tier: slug === "production" ? "PRODUCTION" : "DEVELOPMENT",
    accessPolicy,
  };
}

const check = (isAcceptable: boolean, ...messages: string[]) => ({
  __typename: "Check",
  isAcceptable,
  reasons: messages.map((message) => ({ __typename: "UserError", message })),
});

/** Every name is free, and every address is accepted. */
export const checks = {
  OpenCatalogue: () => catalogue,
  NameCheck: () => ({ isApplicationNameFree: check(true) }),
  RedirectUrlCheck: () => ({ checkRedirectUrl: check(true) }),
};

export const refused = (...errors: { code: string; message: string; path: string[] }[]) =>
  errors.map((error) => ({ __typename: "GenericUserError", ...error }));
