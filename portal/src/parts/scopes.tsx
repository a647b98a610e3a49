import { Select } from "@mantine/core";
import type { AccessTokenScope } from "../api/gql/graphql";
import { useTexts } from "../texts/texts";

/** Each scope includes those before it. */
export const scopesOf: Readonly<Record<AccessTokenScope, AccessTokenScope[]>> = {
  READ: ["READ"],
  WRITE: ["READ", "WRITE"],
  SECRETS: ["READ", "WRITE", "SECRETS"],
};

/** Which says all that a token may do. */
export const widest = (held: readonly AccessTokenScope[]): AccessTokenScope =>
  held.includes("SECRETS") ? "SECRETS" : held.includes("WRITE") ? "WRITE" : "READ";

interface Choosing {
  readonly value: AccessTokenScope;
  readonly error: string | undefined;
  onChange(scope: AccessTokenScope): void;
}

export function ScopeSelect({ value, error, onChange }: Choosing) {
  const { tokens } = useTexts();
  return (
    <Select
      label={tokens.may}
      data={Object.entries(tokens.scope).map(([each, label]) => ({ value: each, label }))}
      value={value}
      onChange={(chosen) => onChange((chosen ?? "READ") as AccessTokenScope)}
      error={error}
      allowDeselect={false}
    />
  );
}
