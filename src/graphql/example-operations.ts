import { readFileSync } from "node:fs";

/** Files of `docs/operations`, in the order in which a newcomer needs them. */
export const exampleNames = [
  "start",
  "complete-profile",
  "accept-terms",
  "company-details",
  "register-application",
  "my-apis",
  "reveal-key",
  "rotate-key",
  "invite-colleague",
  "watch-company",
] as const;

const folder = new URL("../../docs/operations/", import.meta.url);

/** What the Sandbox and GraphiQL open with, a tab each: one named operation, with a comment above that says what it is for. */
export const exampleOperations = (): readonly string[] =>
  exampleNames.map((name) => readFileSync(new URL(`${name}.graphql`, folder), "utf8"));
