/** What the Sandbox and GraphiQL open with: where a newcomer stands, and what they can choose from. */
export const exampleOperation = `query Start {
  me {
    displayName
    role
    missingRequirements
    partner {
      id
      domains
    }
  }
  currentTerms {
    version
    url
  }
  apiProducts {
    edges {
      node {
        id
        name
      }
    }
  }
  apiEnvironments {
    edges {
      node {
        id
        name
        accessPolicy
      }
    }
  }
}
`;
