import { useQuery } from "@apollo/client/react";
import { Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { NameCheckDocument } from "../../api/gql/graphql";
import { useTexts } from "../../texts/texts";

interface NameField {
  readonly value: string;
  readonly exceptId?: string;
  readonly mistake?: string;
  onChange(value: string): void;
}

/** Whether the name is free is asked while it is typed. */
export function NameField({ value, exceptId, mistake, onChange }: NameField) {
  const { create } = useTexts();
  const [own] = useState(exceptId && value);
  const [asked] = useDebouncedValue(value.trim(), 350);
  const { data } = useQuery(NameCheckDocument, {
    variables: { name: asked, exceptId },
    skip: asked.length < 2 || asked === own,
    fetchPolicy: "no-cache",
  });
  const check = asked === value.trim() && asked !== own ? data?.isApplicationNameFree : undefined;
  return (
    <>
      <TextInput
        name="name"
        label={create.name}
        description={create.nameHint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={
          mistake ?? (check?.isAcceptable === false && check.reasons.map(({ message }) => message).join(" "))
        }
        autoComplete="off"
        required
      />
      {check?.isAcceptable && !mistake && (
        <Text size="xs" c="dimmed" role="status">
          {create.free}
        </Text>
      )}
    </>
  );
}
