import { Alert, Button, Group, Paper, Radio, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { CompanyFieldsFragment, JoiningPolicy } from "../../api/gql/graphql";
import { ChoosePolicyDocument, UpdateCompanyDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { countryName } from "../../parts/country-name";
import { Mistakes } from "../../parts/mistakes";
import { whyNot } from "../../parts/permission";
import { useLanguage, useTexts } from "../../texts/texts";
import { Domains } from "./domains";

const fields = ["legalName", "website", "country", "contactEmail"] as const;

/** Who the company is; its ADMINs say so. */
export function CompanyForm({ partner }: { partner: CompanyFieldsFragment }) {
  return (
    <Stack maw={860} gap="xl">
      <DetailsForm partner={partner} />
      <Domains partner={partner} />
      <Policy partner={partner} />
    </Stack>
  );
}

export function DetailsForm({ partner }: { partner: CompanyFieldsFragment }) {
  const { language, texts } = useLanguage();
  const { company, common } = texts;
  const { run, mistakes, isRunning, forgive } = useCommand(UpdateCompanyDocument);
  const refused = whyNot(partner.viewerCan.updateCompanyDetails);
  const [wanted, setWanted] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, partner.details[field] ?? ""])),
  );
  async function submit() {
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value.trim()));
    if (await run(given)) notifications.show({ message: common.saved });
  }
  return (
    <form action={submit} noValidate>
      <Stack>
        {refused !== null && <Alert variant="light">{refused}</Alert>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {fields.map((field) => (
            <TextInput
              key={field}
              name={field}
              label={company[field]}
              description={field === "country" ? countryName(wanted.country ?? "", language) : undefined}
              inputWrapperOrder={["label", "input", "description", "error"]}
              autoComplete={
                { legalName: "organization", website: "url", country: "country", contactEmail: "email" }[
                  field
                ]
              }
              value={wanted[field]}
              onChange={(event) => {
                forgive(field);
                setWanted({ ...wanted, [field]: event.currentTarget.value });
              }}
              error={mistakeIn(mistakes, field)}
              readOnly={refused !== null}
            />
          ))}
        </SimpleGrid>
        <Mistakes mistakes={otherMistakes(mistakes, fields)} />
        {refused === null && (
          <Group>
            <Button type="submit" loading={isRunning}>
              {common.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Policy({ partner }: { partner: CompanyFieldsFragment }) {
  const { company } = useTexts();
  const { run, mistakes } = useCommand(ChoosePolicyDocument);
  const refused = whyNot(partner.viewerCan.chooseJoiningPolicy);
  return (
    <Paper withBorder p="md">
      <Radio.Group
        label={company.policy}
        value={partner.joiningPolicy}
        onChange={(policy) => void run({ policy: policy as JoiningPolicy })}
        readOnly={refused !== null}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(company.policies).map(([policy, label]) => (
            <Radio key={policy} value={policy} label={label} disabled={refused !== null} />
          ))}
        </Stack>
      </Radio.Group>
      {refused !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {refused}
        </Text>
      )}
      <Mistakes mistakes={mistakes} />
    </Paper>
  );
}
