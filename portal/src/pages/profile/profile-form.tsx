import { Button, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { ProfileFieldsFragment } from "../../api/gql/graphql";
import { UpdateProfileDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { useTexts } from "../../texts/texts";

const fields = ["givenName", "familyName", "jobTitle", "phone"] as const;

export function ProfileForm({ developer }: { developer: ProfileFieldsFragment }) {
  const { profile, common } = useTexts();
  const { run, mistakes, isRunning, forgive } = useCommand(UpdateProfileDocument);
  const [wanted, setWanted] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, developer.profile[field] ?? ""])),
  );
  async function submit() {
    const input = Object.fromEntries(fields.map((field) => [field, wanted[field] || null]));
    if (await run(input)) notifications.show({ message: common.saved });
  }
  return (
    <form action={submit} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {fields.map((field) => (
            <TextInput
              key={field}
              name={field}
              label={profile[field]}
              autoComplete={
                {
                  givenName: "given-name",
                  familyName: "family-name",
                  jobTitle: "organization-title",
                  phone: "tel",
                }[field]
              }
              value={wanted[field]}
              onChange={(event) => {
                forgive(field);
                setWanted({ ...wanted, [field]: event.currentTarget.value });
              }}
              error={mistakeIn(mistakes, field)}
            />
          ))}
        </SimpleGrid>
        <Mistakes mistakes={otherMistakes(mistakes, fields)} />
        <Group>
          <Button type="submit" loading={isRunning}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
